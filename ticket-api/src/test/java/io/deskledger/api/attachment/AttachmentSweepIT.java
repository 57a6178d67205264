package io.deskledger.api.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the sweep removes and what it leaves. */
class AttachmentSweepIT {

    private final ApiServer api = ApiServer.shared();
    private final ApplicationContext context = api.server().getApplicationContext();
    private final AttachmentSweep sweep = context.getBean(AttachmentSweep.class);
    private final FileStorage storage = context.getBean(FileStorage.class);
    private final Path dir = context.getBean(AttachmentSettings.class).dir();

    @Test
    void onlyOldFilesWithoutARowGoAndASecondPassFindsNothing() throws IOException {
        sweep.runOnce(); // what tests before left
        ApiClient agent = api.agent().client();
        long ticket = agent.post("/tickets", Desk.ticket()).expect(201).id();
        long attached =
                Upload.of("kept.txt", "kept").to(agent, ticket).expect(201).id();
        String kept = Rows.text(api, "SELECT object_key FROM attachments WHERE id = " + attached);
        age(file(kept));
        String fresh = orphan();
        String old = orphan();
        age(file(old));
        Path broken = Files.writeString(
                Files.createDirectories(dir.resolve("incoming")).resolve(ObjectKey.next()), "half");
        Path growing = Files.writeString(dir.resolve("incoming").resolve(ObjectKey.next()), "half");
        age(broken);

        assertThat(sweep.runOnce()).isEqualTo(2);
        assertThat(sweep.runOnce()).isZero();
        assertThat(file(kept)).exists();
        assertThat(file(fresh)).exists();
        assertThat(growing).exists();
        assertThat(file(old)).doesNotExist();
        assertThat(broken).doesNotExist();
        agent.get("/attachments/" + attached + "/content").expect(200);
        Files.delete(growing);
        storage.delete(fresh);
    }

    @Test
    void filesOfAPurgedTicketGoAtTheNextPass() throws IOException {
        ApiClient agent = api.agent().client();
        long ticket = agent.post("/tickets", Desk.ticket()).expect(201).id();
        long attached =
                Upload.of("gone.txt", "gone").to(agent, ticket).expect(201).id();
        String key = Rows.text(api, "SELECT object_key FROM attachments WHERE id = " + attached);
        api.admin()
                .send("DELETE", "/tickets/" + ticket + "?permanent=true", null)
                .expect(204);
        assertThat(file(key)).exists();
        sweep.runOnce();
        assertThat(file(key)).doesNotExist();
        assertThat(api.count("SELECT count(*) FROM removed_files WHERE object_key = '" + key + "'"))
                .isZero();
    }

    @Test
    void listsAreWholeAndInOrder() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        String first = orphan();
        String second = orphan();
        String after = null;
        for (var page = storage.list(null, 1); !page.isEmpty(); page = storage.list(after, 1)) {
            String key = page.getFirst().key();
            assertThat(after == null || key.compareTo(after) > 0).isTrue();
            seen.addAndGet(key.equals(first) || key.equals(second) ? 1 : 0);
            after = key;
        }
        assertThat(seen).hasValue(2);
        storage.delete(first);
        storage.delete(second);
        storage.delete(second);
        assertThat(storage.get(second)).isEmpty();
    }

    private String orphan() throws IOException {
        String key = ObjectKey.next();
        Path file = Files.writeString(
                Files.createDirectories(dir.resolve("incoming")).resolve(key), "lost");
        storage.put(key, file);
        return key;
    }

    private Path file(String key) {
        return dir.resolve("files").resolve(key.substring(0, 2)).resolve(key);
    }

    private static void age(Path file) throws IOException {
        Instant old = Instant.now().minus(AttachmentSweep.LEAST_AGE).minus(Duration.ofMinutes(1));
        Files.setLastModifiedTime(file, FileTime.from(old));
    }
}
