package io.deskledger.api.webhook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody's server that is told of changes, and behaves as its path says. */
final class TestReceiver implements AutoCloseable {

    /** The one private address that the servers of these tests may reach. */
    static final String ADDRESS = "127.0.0.2";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 160;

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();

    TestReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://" + ADDRESS + ":" + port() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What came to that path so far. */
    List<Request> at(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** How many bytes of endless answers were sent. */
    long sent() {
        return sent.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(path, exchange.getRequestHeaders(), body));
            switch (path.split("/", -1)[1]) {
                case "ok" -> answer(exchange, 200, "thanks");
                case "fails-twice" -> answer(exchange, at(path).size() > 2 ? 200 : 500, "try " + at(path).size());
                case "fails" -> answer(exchange, 503, "not today");
                case "gone" -> answer(exchange, 410, "");
                case "redirects" -> {
                    exchange.getResponseHeaders().add("Location", url("/target"));
                    answer(exchange, 307, "");
                }
                case "hangs" -> await();
                case "large" -> large(exchange);
                case "dribbles" -> dribble(exchange);
                default -> answer(exchange, 404, "");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void large(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, (long) BLOCK * BLOCKS);
        byte[] block = "x".repeat(BLOCK).getBytes(StandardCharsets.US_ASCII);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < BLOCKS; i++) {
            out.write(block);
            sent.addAndGet(BLOCK);
        }
    }

    /** Says 200, begins its answer, and never ends it. */
    private void dribble(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        await();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    /** One request. */
    record Request(String path, Headers headers, String body) {

        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JacksonException e) {
                throw new AssertionError(body, e);
            }
        }
    }
}
