package io.deskledger.api.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attachments as those see them who may. */
class AttachmentApiIT {

    private static final byte[] PNG =
            HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489");

    private final ApiServer api = ApiServer.shared();
    private final ApiClient admin = api.admin();
    private final Person agent = api.agent();
    private final Person customer = api.customer();

    @Test
    void aFileComesBackAsItWasAndIsTold() throws Exception {
        long ticket = ticket();
        byte[] content = Upload.noise(3_000_000);
        Answer added =
                Upload.of("Żółć 🎫.bin", content).to(customer.client(), ticket).expect(201);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        JsonNode view = added.json();
        String path = "/attachments/" + added.id() + "/content";
        assertThat(added.header("Location")).isEqualTo("/api/v1" + path);
        assertThat(added.header("ETag")).isEqualTo("\"" + hash + "\"");
        assertThat(view.get("sha256").textValue()).isEqualTo(hash);
        assertThat(view.get("size").longValue()).isEqualTo(3_000_000);
        assertThat(view.get("file_name").textValue()).isEqualTo("Żółć 🎫.bin");
        assertThat(view.get("content_type").textValue()).isEqualTo("application/octet-stream");
        assertThat(view.get("uploader_id").longValue()).isEqualTo(customer.id());
        assertThat(list(agent.client(), ticket)).containsExactly(view);

        HttpResponse<byte[]> served = agent.client().getBytes(path);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(content);
        assertThat(header(served, "Content-Length")).isEqualTo("3000000");
        assertThat(header(served, "Content-Disposition"))
                .startsWith("attachment; filename=")
                .contains("filename*=UTF-8''%C5%BB");
        assertThat(header(served, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(served, "Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(header(served, "ETag")).isEqualTo("\"" + hash + "\"");
        assertThat(agent.client()
                        .getBytes(path, "If-None-Match", "\"" + hash + "\"")
                        .statusCode())
                .isEqualTo(304);
        assertThat(agent.client().getBytes(path, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);

        customer.client()
                .send("DELETE", "/attachments/" + added.id(), null, "If-Match", "\"other\"")
                .expectProblem(412);
        customer.client()
                .send("DELETE", "/attachments/" + added.id(), null, "If-Match", "\"" + hash + "\"")
                .expect(204);
        agent.client().get(path).expectProblem(404);
        agent.client().send("DELETE", "/attachments/" + added.id(), null).expectProblem(404);
        assertThat(list(agent.client(), ticket)).isEmpty();
        assertThat(api.count("SELECT count(*) FROM removed_files WHERE ticket_id = " + ticket))
                .isZero();

        List<JsonNode> events = api.events(ticket);
        assertThat(events)
                .extracting(event -> event.get("action").textValue())
                .containsExactly("CREATE", "ATTACH", "DETACH");
        assertThat(events).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L, 3L);
        JsonNode told = events.get(1).at("/changes/attachment/to");
        assertThat(told).isEqualTo(events.get(2).at("/changes/attachment/from"));
        for (String field : List.of("id", "file_name", "content_type", "size", "sha256", "is_internal")) {
            assertThat(told.get(field).asText())
                    .as(field)
                    .isEqualTo(view.get(field).asText());
        }
        assertThat(agent.client()
                        .get("/tickets/" + ticket)
                        .json()
                        .get("version")
                        .longValue())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "page.png, <html><script>alert(1)</script></html>, text/html, application/octet-stream",
        "logo.png, <svg xmlns='http://www.w3.org/2000/svg'/>, image/svg+xml, application/octet-stream",
        "notes.html, just words, text/plain, text/plain",
        "paper.txt, %PDF-1.7, application/pdf, application/pdf",
    })
    void theTypeIsWhatTheContentIs(String name, String content, String type, String served) {
        Answer added = new Upload()
                .file("file", name, "image/png", content.getBytes(StandardCharsets.UTF_8))
                .to(customer.client(), ticket())
                .expect(201);
        assertThat(added.text("content_type")).isEqualTo(type);
        assertThat(header(agent.client().getBytes("/attachments/" + added.id() + "/content"), "Content-Type"))
                .isEqualTo(served);
    }

    @Test
    void aPictureIsOneAndAZipIsNotUnpacked() {
        long ticket = ticket();
        assertThat(Upload.of("virus.exe", PNG)
                        .to(customer.client(), ticket)
                        .expect(201)
                        .text("content_type"))
                .isEqualTo("image/png");
        byte[] zip = Zips.bomb();
        Answer bomb = Upload.of("bomb.zip", zip).to(customer.client(), ticket).expect(201);
        assertThat(bomb.text("content_type")).isEqualTo("application/zip");
        assertThat(bomb.json().get("size").longValue()).isEqualTo(zip.length);
        Answer letter =
                Upload.of("letter.docx", zip).to(customer.client(), ticket).expect(201);
        assertThat(letter.text("content_type")).contains("wordprocessingml");
        assertThat(Upload.of("page.html", zip)
                        .to(customer.client(), ticket)
                        .expect(201)
                        .text("content_type"))
                .isEqualTo("application/zip");
    }

    @Test
    void customersNeverSeeWhatIsInternal() {
        long ticket = ticket();
        long open = Upload.of("open.txt", "for all")
                .to(agent.client(), ticket)
                .expect(201)
                .id();
        long internal = new Upload()
                .field("is_internal", "true")
                .file("file", "internal.txt", "text/plain", "for staff".getBytes(StandardCharsets.UTF_8))
                .to(agent.client(), ticket)
                .expect(201)
                .id();
        long note = comment(agent.client(), ticket, true);
        long onNote = upload(agent.client(), ticket, note);
        long answer = comment(agent.client(), ticket, false);
        long onAnswer = upload(agent.client(), ticket, answer);
        assertThat(ids(customer.client(), ticket)).containsExactly(open, onAnswer);
        assertThat(ids(agent.client(), ticket)).containsExactly(open, internal, onNote, onAnswer);
        for (long hidden : List.of(internal, onNote)) {
            customer.client().get("/attachments/" + hidden + "/content").expectProblem(404);
            customer.client().send("DELETE", "/attachments/" + hidden, null).expectProblem(404);
        }
        agent.client()
                .patch("/tickets/" + ticket + "/comments/" + answer, Map.of("is_internal", true))
                .expect(200);
        assertThat(ids(customer.client(), ticket)).containsExactly(open);
        agent.client()
                .send("DELETE", "/tickets/" + ticket + "/comments/" + answer, null)
                .expect(204);
        assertThat(ids(customer.client(), ticket)).containsExactly(open);
        customer.client().get("/attachments/" + onAnswer + "/content").expectProblem(404);
        customer.client().send("DELETE", "/attachments/" + open, null).expectProblem(403);
        Upload mine = new Upload().field("is_internal", "true").file("file", "a", "text/plain", new byte[] {65});
        assertThat(mine.to(customer.client(), ticket).expectProblem(400).blamed())
                .containsExactly("is_internal");
        for (long foreign : List.of(note, 999_999_999L)) {
            Upload onForeign =
                    new Upload().field("comment_id", "" + foreign).file("file", "a", "text/plain", new byte[] {65});
            assertThat(onForeign
                            .to(customer.client(), ticket)
                            .expectProblem(400)
                            .blamed())
                    .containsExactly("comment_id");
        }
    }

    @Test
    void aForeignTicketAndAMissingOneAnswerAlike() {
        long foreign = ticket();
        long file = Upload.of("a.txt", "secret")
                .to(customer.client(), foreign)
                .expect(201)
                .id();
        ApiClient stranger = api.newPerson("customer").client();
        for (long id : List.of(foreign, 999_999_999L)) {
            assertThat(stranger.get("/tickets/" + id + "/attachments")
                            .expectProblem(404)
                            .text("detail"))
                    .isEqualTo("There is no such ticket");
            assertThat(Upload.of("b.txt", "b")
                            .to(stranger, id)
                            .expectProblem(404)
                            .text("detail"))
                    .isEqualTo("There is no such ticket");
        }
        for (long id : List.of(file, 999_999_999L)) {
            assertThat(stranger.get("/attachments/" + id + "/content")
                            .expectProblem(404)
                            .text("detail"))
                    .isEqualTo("There is no such attachment");
            assertThat(stranger.send("DELETE", "/attachments/" + id, null)
                            .expectProblem(404)
                            .text("detail"))
                    .isEqualTo("There is no such attachment");
        }
        api.anonymous().get("/attachments/" + file + "/content").expectProblem(401);
        Upload.of("b.txt", "b").to(api.anonymous(), foreign).expectProblem(401);
    }

    @Test
    void filesOfADeletedTicketShowToAdminsWhoAskAndGoWithIt() {
        long ticket = ticket();
        long file = Upload.of("a.txt", "kept for now")
                .to(customer.client(), ticket)
                .expect(201)
                .id();
        String content = "/attachments/" + file + "/content";
        String list = "/tickets/" + ticket + "/attachments";
        agent.client().send("DELETE", "/tickets/" + ticket, null).expect(204);
        for (ApiClient client : List.of(customer.client(), agent.client(), admin)) {
            client.get(content).expectProblem(404);
            client.get(list).expectProblem(404);
            client.send("DELETE", "/attachments/" + file, null).expectProblem(404);
            Upload.of("b.txt", "b").to(client, ticket).expectProblem(404);
        }
        agent.client().get(content + "?deleted=include").expectProblem(403);
        admin.get(content + "?deleted=include").expect(200);
        assertThat(admin.get(list + "?deleted=include").expect(200).json().get("items"))
                .hasSize(1);
        String key = Rows.text(api, "SELECT object_key FROM attachments WHERE id = " + file);
        admin.send("DELETE", "/tickets/" + ticket + "?permanent=true", null).expect(204);
        admin.get(content + "?deleted=include").expectProblem(404);
        assertThat(api.count("SELECT count(*) FROM removed_files WHERE object_key = '" + key + "'"))
                .isEqualTo(1);
        assertThat(api.events(ticket)
                        .getLast()
                        .at("/changes/attachment_ids/from/0")
                        .longValue())
                .isEqualTo(file);
    }

    @Test
    void customersLeaveAClosedTicketAsItIs() {
        long ticket = ticket();
        long file = Upload.of("a.txt", "a")
                .to(customer.client(), ticket)
                .expect(201)
                .id();
        for (String status : List.of("resolved", "closed")) {
            agent.client().patch("/tickets/" + ticket, Map.of("status", status)).expect(200);
        }
        Upload.of("b.txt", "b").to(customer.client(), ticket).expectProblem(409);
        customer.client().send("DELETE", "/attachments/" + file, null).expectProblem(409);
        Upload.of("b.txt", "b").to(agent.client(), ticket).expect(201);
    }

    @Test
    void uploadsAtOnceLeaveContiguousVersionsAndKeepTheLimit() throws Exception {
        long ticket = ticket();
        List<Integer> answers = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> uploads = IntStream.range(0, 108)
                    .<Callable<Integer>>mapToObj(i -> () -> Upload.of("f" + i, "content " + i)
                            .to(agent.client(), ticket)
                            .status())
                    .toList();
            for (Future<Integer> answer : pool.invokeAll(uploads)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnly(201, 409);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(100);
        assertThat(api.events(ticket))
                .extracting(event -> event.get("version").longValue())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 101).mapToObj(Long::valueOf).toList());
        Answer first = agent.client()
                .get("/tickets/" + ticket + "/attachments?limit=60")
                .expect(200);
        Answer second = agent.client()
                .get("/tickets/" + ticket + "/attachments?limit=60&cursor=" + first.text("next_cursor"))
                .expect(200);
        assertThat(first.json().get("items")).hasSize(60);
        assertThat(second.json().get("items")).hasSize(40);
        assertThat(second.json().get("next_cursor").isNull()).isTrue();
    }

    private long ticket() {
        return customer.client().post("/tickets", Desk.ticket()).expect(201).id();
    }

    private static long comment(ApiClient client, long ticket, boolean internal) {
        return client.post(
                        "/tickets/" + ticket + "/comments", Map.of("content", "See the file", "is_internal", internal))
                .expect(201)
                .id();
    }

    private static long upload(ApiClient client, long ticket, long comment) {
        return new Upload()
                .file("file", "a.txt", "text/plain", new byte[] {65, 66})
                .field("comment_id", Long.toString(comment))
                .to(client, ticket)
                .expect(201)
                .id();
    }

    private static List<JsonNode> list(ApiClient client, long ticket) {
        List<JsonNode> items = new ArrayList<>();
        client.get("/tickets/" + ticket + "/attachments")
                .expect(200)
                .json()
                .get("items")
                .forEach(items::add);
        return items;
    }

    private static List<Long> ids(ApiClient client, long ticket) {
        return list(client, ticket).stream()
                .map(item -> item.get("id").longValue())
                .toList();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
