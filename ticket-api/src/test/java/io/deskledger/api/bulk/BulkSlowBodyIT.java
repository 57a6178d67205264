package io.deskledger.api.bulk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies that come slowly keep nobody from making bulk changes, and are not waited for without end. */
class BulkSlowBodyIT {

    private static final int SLOW = 5;

    @Test
    void slowUploadsTakeNobodysTurn() throws Exception {
        try (ApiServer api = ApiServer.start(
                ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false, "DESKLEDGER_BULK_UPLOAD", "4s"))) {
            ApiClient admin = api.admin();
            List<Long> ids = BulkDesk.tickets(admin, 1);
            List<Socket> slow = new ArrayList<>();
            try {
                Instant begun = Instant.now();
                for (int i = 0; i < SLOW; i++) {
                    slow.add(half(api.server().getURI(), admin.token(), i % 2 == 0 ? 100_000 : 10_000_000));
                }
                BulkDesk.bulk(admin, "add_tags", ids, "tags", List.of("in the meantime"))
                        .expect(200);
                assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(4));
                for (Socket socket : slow) {
                    assertThat(statusLine(socket)).contains(" 400 ");
                }
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
            BulkDesk.bulk(admin, "add_tags", ids, "tags", List.of("afterwards")).expect(200);
        }
    }

    /** Promises a body and sends the beginning of it. */
    private static Socket half(URI server, String token, int length) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write("""
                POST /api/v1/tickets/bulk HTTP/1.1\r
                Host: test\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                {"action":""".formatted(token, length).getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        return String.valueOf(new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine());
    }
}
