package io.deskledger.api.webhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.Test;

/** Speaks to real sockets. */
class ReceiverIT {

    private static final String PASSWORD = "of tests";

    private final ReceiverSettings settings =
            new ReceiverSettings(List.of("127.0.0.2/32"), true, Duration.ofSeconds(2), Duration.ofSeconds(2));
    private final AddressRules rules = new AddressRules(settings);

    /** A name that answers a good address when it is checked and a bad one when it is asked again. */
    @Test
    void connectsToTheAddressThatWasChecked() throws IOException {
        AtomicInteger good = new AtomicInteger();
        AtomicInteger bad = new AtomicInteger();
        AtomicInteger lookups = new AtomicInteger();
        HttpServer allowed = serve("127.0.0.2", 0, good);
        int port = allowed.getAddress().getPort();
        HttpServer refused = serve("127.0.0.1", port, bad);
        CheckedDns rebinding =
                new CheckedDns(rules, _ -> new InetAddress[] {
                    InetAddress.ofLiteral(lookups.getAndIncrement() % 2 == 0 ? "127.0.0.2" : "127.0.0.1")
                });
        try (CloseableHttpClient client = ReceiverClient.open(settings, rebinding)) {
            int status = client.execute(
                    new HttpPost("http://rebinding.example:" + port + "/"), response -> response.getCode());
            assertThat(status).isEqualTo(204);
            assertThat(lookups).hasValue(1);
        } finally {
            allowed.stop(0);
            refused.stop(0);
        }
        assertThat(good).hasValue(1);
        assertThat(bad).hasValue(0);
    }

    @Test
    void saysWhyNoAnswerCame() throws IOException {
        Receiver receiver = new Receiver(settings, rules, Clock.systemUTC());
        HttpServer closed = serve("127.0.0.2", 0, new AtomicInteger());
        int port = closed.getAddress().getPort();
        closed.stop(0);

        assertThat(post(receiver, "http://127.0.0.2:" + port + "/").error()).isEqualTo("the connection was refused");
        assertThat(post(receiver, "http://127.0.0.1:" + port + "/").error())
                .isEqualTo("the address may not be reached: 127.0.0.1 is loopback");
        assertThat(post(receiver, "http://[::1]:" + port + "/").error())
                .startsWith("the address may not be reached: ")
                .endsWith(" is loopback");
        assertThat(post(receiver, "http://no-such-name.invalid/").error())
                .isEqualTo("the host's name leads to no address");
        receiver.close();
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        answer204(server, requests);
        Receiver receiver = new Receiver(settings, rules, Clock.systemUTC());

        Outcome outcome =
                post(receiver, "https://127.0.0.2:" + server.getAddress().getPort() + "/");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.error()).startsWith("TLS: ").contains("certification path");
        assertThat(requests).hasValue(0);
        receiver.close();
        server.stop(0);
    }

    private static SSLContext selfSigned() throws Exception {
        Path store = Files.createTempDirectory("receiver").resolve("keys.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=127.0.0.2",
                        "-ext",
                        "san=ip:127.0.0.2",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static Outcome post(Receiver receiver, String url) {
        return receiver.post(URI.create(url), Map.of("webhook-id", "1"), "{}");
    }

    private static HttpServer serve(String address, int port, AtomicInteger requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0);
        answer204(server, requests);
        return server;
    }

    private static void answer204(HttpServer server, AtomicInteger requests) {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }
}
