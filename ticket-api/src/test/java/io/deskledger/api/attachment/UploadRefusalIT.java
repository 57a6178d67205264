package io.deskledger.api.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that are not as they should be: each has a clear answer and leaves neither row nor event nor file. */
class UploadRefusalIT {

    private static final byte[] SOME = "some content".getBytes(StandardCharsets.UTF_8);

    private final ApiServer api = ApiServer.shared();
    private final ApiClient client = api.customer().client();
    private final long ticket =
            client.post("/tickets", Desk.ticket()).expect(201).id();
    private final Path dir = Path.of(
            api.server().getApplicationContext().getRequiredProperty("deskledger.attachments.dir", String.class));
    private List<Path> before = List.of();

    @BeforeEach
    void count() {
        before = files();
    }

    @AfterEach
    void nothingIsLeft() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(files()).isEqualTo(before));
        assertThat(api.events(ticket)).hasSize(1);
        assertThat(api.count("SELECT count(*) FROM attachments WHERE ticket_id = " + ticket))
                .isZero();
    }

    @Test
    void aFileIsNeededAndOnlyOne() {
        blames(new Upload().field("is_internal", "false"), "file");
        blames(new Upload().field("file", "a text"), "file");
        blames(Upload.of("a.txt", SOME).file("file", "b.txt", "text/plain", SOME), "file");
        blames(Upload.of("a.txt", new byte[0]), "file");
        blames(Upload.of("a\0.txt", SOME), "file");
    }

    @Test
    void fieldsAreKnownAndRight() {
        blames(Upload.of("a.txt", SOME).field("isInternal", "true"), "isInternal");
        blames(Upload.of("a.txt", SOME).field("is_internal", "yes"), "is_internal");
        blames(Upload.of("a.txt", SOME).field("comment_id", "-1"), "comment_id");
        blames(Upload.of("a.txt", SOME).field("comment_id", "9".repeat(200)), "comment_id");
        blames(Upload.of("a.txt", SOME).field("is_internal", "false").field("is_internal", "false"), "is_internal");
        blames(Upload.of("a.txt", SOME).file("comment_id", "x", "text/plain", SOME), "comment_id");
        blames(new Upload().part("Content-Disposition: form-data; filename=\"a.txt\"", SOME), "file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
    void onlyMultipartIsTaken(String type) {
        client.send("POST", path(), "{}", "Content-Type", type).expectProblem(415);
    }

    @Test
    void whatIsNoMultipartIsSaidSo() {
        client.send("POST", path(), "hello", "Content-Type", "multipart/form-data")
                .expectProblem(400);
        client.send("POST", path(), "hello", "Content-Type", Upload.TYPE).expectProblem(400);
        client.send("POST", path(), "", "Content-Type", Upload.TYPE).expectProblem(400);
        byte[] whole = Upload.of("a.txt", Upload.noise(200_000)).bytes();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        client.sendBytes("POST", path(), half, "Content-Type", Upload.TYPE).expectProblem(400);
        Upload longHeader =
                new Upload().part("Content-Disposition: form-data; name=\"" + "x".repeat(100_000) + "\"", SOME);
        longHeader.to(client, ticket).expectProblem(400);
        client.send("POST", path() + "?internal=true", "", "Content-Type", Upload.TYPE)
                .expectProblem(400);
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        Answer answer = Upload.of("a.bin", new byte[26 * 1000 * 1000 + 300_000]).to(client, ticket);
        assertThat(answer.expectProblem(413).text("detail")).contains("26214400");
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() throws IOException {
        URI server = api.server().getURI();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            byte[] body = Upload.of("a.bin", Upload.noise(1_000_000)).bytes();
            String head =
                    "POST /api/v1" + path() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + client.token()
                            + "\r\nContent-Type: " + Upload.TYPE + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body, 0, 600_000);
            socket.getOutputStream().flush();
            await().atMost(Duration.ofMinutes(1)).until(() -> !files().equals(before));
        }
    }

    private void blames(Upload upload, String field) {
        assertThat(upload.to(client, ticket).expectProblem(400).blamed()).containsExactly(field);
    }

    private String path() {
        return "/tickets/" + ticket + "/attachments";
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            // One went between being listed and being looked at.
            return files();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
