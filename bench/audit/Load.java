import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes tickets at a steady rate, however long the answers take: four comments to each new ticket. Run as
 * {@code echo $token | java Load.java <address of the API> <file of ticket ids> <changes a second> <seconds>}.
 */
final class Load {

    private static final int MOST_OPEN = 512;
    private static final String COMMENT =
            "{\"content\": \"Thank you for your patience. We have found the cause and a new version is on its way to you.\"}";
    private static final String TICKET =
            "{\"title\": \"The printer is on fire again\", \"description\": \"Smoke comes out of tray two.\", \"priority\": \"high\", \"category\": \"printers\"}";

    private final HttpClient http;
    private final String api;
    private final String token;
    private final List<String> tickets;
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();

    private Load(HttpClient http, String api, String token, List<String> tickets) {
        this.http = http;
        this.api = api;
        this.token = token;
        this.tickets = tickets;
    }

    public static void main(String[] arguments) throws Exception {
        String token = new String(System.in.readAllBytes()).strip();
        int rate = Integer.parseInt(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        new Load(http, arguments[0], token, Files.readAllLines(Path.of(arguments[1]))).run(rate, rate * seconds);
    }

    private void run(int rate, int changes) throws InterruptedException {
        Semaphore open = new Semaphore(MOST_OPEN);
        Random random = new Random(42);
        double[] millis = new double[changes];
        long begin = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < changes; i++) {
                long due = begin + (long) (i * 1e9 / rate);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                open.acquire();
                int number = i;
                String path = i % 5 == 0 ? "/tickets" : "/tickets/" + tickets.get(random.nextInt(tickets.size())) + "/comments";
                executor.submit(() -> {
                    change(path);
                    // From when it was due: a server that can't keep up can't hide behind a client that waits for it.
                    millis[number] = (System.nanoTime() - due) / 1e6;
                    open.release();
                });
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(millis);
        System.out.printf(
                "%,d changes in %.1f s: %.0f a second; answers p50 %.0f ms, p99 %.0f ms; failed: %s%n",
                changes, took, changes / took, millis[changes / 2], millis[(int) (changes * 0.99)], failed.isEmpty() ? "none" : failed);
    }

    private void change(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(path.equals("/tickets") ? TICKET : COMMENT))
                    .build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 201) {
                failed.merge("status " + status, 1, Integer::sum);
            }
        } catch (IOException | InterruptedException e) {
            failed.merge(e.getClass().getSimpleName(), 1, Integer::sum);
        }
    }
}
