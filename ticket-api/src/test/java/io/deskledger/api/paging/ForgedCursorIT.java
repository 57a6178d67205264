package io.deskledger.api.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.embedded.DatabaseAccess;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors whose checksum is right and whose moment no database has are refused as all others are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedCursorIT {

    private ApiServer api;
    private long id;

    @BeforeAll
    void start() {
        DatabaseAccess database = ApiServer.newDesk();
        AuditDatabase audit = new AuditDatabase(database);
        api = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
        audit.migrate();
        id = api.admin().post("/tickets", Desk.ticket()).expect(201).id();
        api.admin().post("/tickets", Desk.ticket()).expect(201);
        for (int i = 0; i < 2; i++) {
            api.admin()
                    .post("/tickets/" + id + "/comments", Map.of("content", "Said " + i))
                    .expect(201);
        }
        audit.consumeOutbox();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tickets?limit=1",
                "/tickets?limit=1&sort=updated_at&order=asc",
                "/tickets/%d/comments?limit=1",
                "/tickets/%d/timeline?limit=1",
                "/tickets/%d/audit?limit=1",
                "/audit?limit=1"
            })
    void momentsBeyondTheYears(String list) {
        String path = list.formatted(id);
        String cursor =
                api.admin().get(path).expect(200).json().get("next_cursor").textValue();
        String real = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        assertThat(sealed(real.substring(0, real.lastIndexOf('|')))).isEqualTo(cursor);
        for (String moment : new String[] {
            "+1000000000-12-31T23:59:59Z",
            "-1000000000-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z",
            "0000-12-31T23:59:59Z"
        }) {
            String forged = real.substring(0, real.lastIndexOf('|'))
                    .replaceFirst("\\|\\d{4}-\\d\\d-\\d\\dT[^|]*", "|" + moment.replace("$", "\\$"));
            assertThat(forged).contains(moment);
            assertThat(api.admin()
                            .get(path + "&cursor=" + sealed(forged))
                            .expectProblem(400)
                            .blamed())
                    .as(moment)
                    .containsExactly("cursor");
        }
        api.admin().get(path + "&cursor=" + cursor).expect(200);
    }

    private static String sealed(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(UTF_8));
        String text = content + "|" + Long.toHexString(crc.getValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
