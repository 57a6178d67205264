package io.deskledger.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deskledger.local.config.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the import command does when the server fails or refuses while it follows an import. */
class ImportProgressIT {

    private static final String RUNNING = "200 {\"status\": \"running\", \"read\": 1}";
    private static final String DONE = "200 {\"status\": \"done\", \"read\": 2, \"imported\": 2}";

    /** What the server answers next, as status and body; the last answer stays. */
    private final Queue<String> answers = new ArrayDeque<>();

    private final List<String> told = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/auth/login", exchange -> answer(exchange, "200 {\"access_token\": \"t\"}"));
        server.createContext("/api/v1/imports/7", exchange -> answer(exchange, next()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void waitsForAServerThatCannotAnswerNow() throws Exception {
        answers.addAll(List.of(RUNNING, "503 {}", "500 {}", DONE));

        ImportState end = progress().follow(7);

        assertThat(end.counts().imported()).isEqualTo(2);
        assertThat(told).last().asString().contains("2 imported");
    }

    @Test
    void takesARefusalForAnAnswer() {
        answers.addAll(List.of(RUNNING, "404 {\"detail\": \"There is no such import\"}", DONE));

        assertThatThrownBy(() -> progress().follow(7))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("404: There is no such import");
    }

    private ImportProgress progress() {
        String address = "http://localhost:" + server.getAddress().getPort();
        return new ImportProgress(new ApiClient(address, "admin@example.com", "a password"), told::add);
    }

    private String next() {
        String answer = answers.remove();
        if (answers.isEmpty()) {
            answers.add(answer);
        }
        return answer;
    }

    private static void answer(HttpExchange exchange, String answer) throws IOException {
        byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
