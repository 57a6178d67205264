package io.deskledger.api.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Adobe's S3Mock in a process of its own: its libraries and ours don't go together in one. */
final class S3Mock implements AutoCloseable {

    static final String BUCKET = "desk";

    private static final Pattern STARTED = Pattern.compile("Tomcat started on ports .* (\\d+) \\(http\\)");

    private final Process process;
    private final URI endpoint;

    private S3Mock(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts the server that the build has put beside the tests, with an empty bucket. */
    static S3Mock start() throws IOException, InterruptedException {
        Path log = Files.createTempFile(Path.of("target"), "s3mock", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:MetaspaceSize=128m",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-jar",
                        jar().toString(),
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.httpPort=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("S3Mock did not start: " + Files.readString(log));
            }
            return STARTED.matcher(Files.readString(log)).find();
        });
        Matcher port = STARTED.matcher(Files.readString(log));
        port.find();
        S3Mock mock = new S3Mock(process, URI.create("http://127.0.0.1:" + port.group(1)));
        mock.makeBucket();
        return mock;
    }

    String endpoint() {
        return endpoint.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static Path jar() {
        try (Stream<Path> files = Files.list(Path.of("target", "s3mock"))) {
            return files.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("the build puts S3Mock under target/s3mock", e);
        }
    }

    private void makeBucket() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/" + BUCKET))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("S3Mock answers " + status + " to a new bucket");
            }
        }
    }
}
