package io.deskledger.api.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.attachment.FileStorage.KeptFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The storage on an S3-compatible server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class S3StorageIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final S3Mock server = start();

    @TempDir
    private Path folder;

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void isNotWaitedForWithoutEnd() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            S3Storage storage = new S3Storage(new S3Settings(
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    "us-east-1",
                    S3Mock.BUCKET,
                    "",
                    "key",
                    "secret",
                    Duration.ofMillis(300),
                    Duration.ofSeconds(1)));
            Instant begun = Instant.now();
            assertThatThrownBy(() -> storage.delete(ObjectKey.next())).isInstanceOf(SilentStorageException.class);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
            storage.close();
        }
    }

    @Test
    void keepsListsAndForgets() throws IOException {
        S3Storage storage = new S3Storage(settings("storage/"));
        S3Storage neighbour = new S3Storage(settings("other/"));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String key = ObjectKey.next();
            keys.add(key);
            Path file = Files.write(folder.resolve(key), Upload.noise(100_000 + i));
            storage.put(key, file);
            assertThat(file).doesNotExist();
        }
        keys.sort(null);
        assertThat(storage.list(null, 2)).extracting(KeptFile::key).containsExactlyElementsOf(keys.subList(0, 2));
        assertThat(storage.list(keys.get(1), 10))
                .extracting(KeptFile::key)
                .containsExactlyElementsOf(keys.subList(2, 5));
        assertThat(neighbour.list(null, 10)).isEmpty();
        try (InputStream content = storage.get(keys.getFirst()).orElseThrow()) {
            assertThat(content.readAllBytes().length).isBetween(100_000, 100_004);
        }
        storage.delete(keys.getFirst());
        storage.delete(keys.getFirst());
        assertThat(storage.get(keys.getFirst())).isEmpty();
        assertThat(storage.list(null, 10)).hasSize(4);
        storage.close();
        neighbour.close();
    }

    @Test
    void whatOthersKeepThereHidesNothing() throws IOException {
        S3Storage storage = new S3Storage(settings("shared/"));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String key = ObjectKey.next();
            keys.add(key);
            // Before all of ours, between them and behind them.
            for (String name : List.of(key, "!foreign" + i, key + ".bak", "~foreign" + i)) {
                storage.put(name, Files.writeString(folder.resolve("file"), name));
            }
        }
        keys.sort(null);
        List<String> found = new ArrayList<>();
        List<KeptFile> page;
        do {
            page = storage.list(found.isEmpty() ? null : found.getLast(), 3);
            page.forEach(file -> found.add(file.key()));
        } while (page.size() == 3);
        assertThat(found).containsExactlyElementsOf(keys);
        storage.close();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void theApiWorksOnItAndSaysWhenItIsAway() {
        Map<String, Object> onS3 = Map.of(
                "deskledger.relay.enabled",
                false,
                "DESKLEDGER_ATTACHMENTS_STORAGE",
                "s3",
                "DESKLEDGER_S3_ENDPOINT",
                server.endpoint(),
                "DESKLEDGER_S3_BUCKET",
                S3Mock.BUCKET,
                "DESKLEDGER_S3_ACCESS_KEY",
                "key",
                "DESKLEDGER_S3_SECRET_KEY",
                "secret");
        try (ApiServer api = ApiServer.start(ApiServer.newDesk(), onS3)) {
            ApiClient admin = api.admin();
            long ticket = admin.post("/tickets", Desk.ticket()).expect(201).id();
            byte[] content = Upload.noise(12_000_000);
            long id = Upload.of("large.bin", content)
                    .to(admin, ticket)
                    .expect(201)
                    .id();
            assertThat(admin.getBytes("/attachments/" + id + "/content").body()).isEqualTo(content);
            admin.send("DELETE", "/attachments/" + id, null).expect(204);
            assertThat(api.count("SELECT count(*) FROM removed_files")).isZero();
            long kept =
                    Upload.of("kept.txt", "kept").to(admin, ticket).expect(201).id();
            server.close();
            Upload.of("late.txt", "late").to(admin, ticket).expectProblem(503);
            admin.get("/attachments/" + kept + "/content").expectProblem(503);
            admin.send("DELETE", "/attachments/" + kept, null).expect(204);
            assertThat(api.count("SELECT count(*) FROM removed_files")).isEqualTo(1);
            assertThat(api.events(ticket)).hasSize(5);
        }
    }

    @Test
    void aMissingBucketNameIsSaidAtOnce() {
        assertThatThrownBy(() -> new S3Storage(new S3Settings("", "us-east-1", "", "", "", "", LONG, LONG)))
                .hasMessageContaining("DESKLEDGER_S3_BUCKET");
        assertThat(settings("x").toString()).doesNotContain("secret");
    }

    private S3Settings settings(String prefix) {
        return new S3Settings(server.endpoint(), "us-east-1", S3Mock.BUCKET, prefix, "key", "secret", LONG, LONG);
    }

    private static S3Mock start() {
        try {
            return S3Mock.start();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("S3Mock does not start", e);
        }
    }
}
