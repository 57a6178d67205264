package io.deskledger.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile for trials, which has an S3-compatible server beside it. */
@Tag("compose")
class DevProfileIT {

    private static final String CONTENT = "a file of the customer";

    @Test
    void keepsFilesInS3(@TempDir Path folder) {
        try (ComposedDesk desk = new ComposedDesk(folder, Map.of("DESKLEDGER_PROFILE", "dev"))) {
            desk.makeImages("ticket-api", "audit-consumer", "analytics-worker", "setup", "s3mock");
            desk.start();
            Api api = desk.signIn();
            long file = api.attach(api.create("With a file"), CONTENT);
            assertThat(api.content(file)).isEqualTo(CONTENT);
            assertThat(files(desk, "s3", "/var/lib/s3/deskledger")).contains(CONTENT);
            assertThat(files(desk, "ticket-api", "/var/lib/deskledger/attachments"))
                    .isEmpty();

            desk.docker("restart", desk.container("s3"));
            await().atMost(ComposedDesk.START).until(() -> desk.health("s3").equals("healthy"));
            assertThat(api.content(file)).isEqualTo(CONTENT);

            assertThat(desk.inspect("s3", "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
                    .isEqualTo("10001:10001 true [ALL]");
            assertThat(desk.inspect("ticket-api", "{{json .Config.Env}}"))
                    .contains("\"DESKLEDGER_SECURE_COOKIES=false\"")
                    .doesNotContain("\"DESKLEDGER_S3_SECRET_KEY=");
            assertThatThrownBy(() -> desk.with("DESKLEDGER_PROFILE", "prod").desk(ComposedDesk.MINUTE, "start"))
                    .hasMessageContaining("this desk is one of profile dev");
        }
    }

    /** The texts that are in the files of that folder. */
    private static String files(ComposedDesk desk, String service, String folder) {
        return desk.docker(
                "exec", desk.container(service), "bash", "-c", "find " + folder + " -type f -size -2k -exec cat {} +");
    }
}
