package io.deskledger.api.attachment;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Multipart bodies as tests send them, well made or not. */
public final class Upload {

    static final String BOUNDARY = "------------a-boundary-of-tests";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    static Upload of(String name, byte[] content) {
        return new Upload().file("file", name, "application/octet-stream", content);
    }

    static Upload of(String name, String content) {
        return of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Content that is not two times the same, and nothing known. */
    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        bytes[0] = 1;
        bytes[1] = 2;
        return bytes;
    }

    public Upload file(String field, String name, String type, byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name + "\"\r\nContent-Type: "
                        + type,
                content);
    }

    public Upload field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    Upload part(String headers, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    public Answer to(ApiClient client, long ticketId) {
        return client.sendBytes("POST", "/tickets/" + ticketId + "/attachments", bytes(), "Content-Type", TYPE);
    }
}
