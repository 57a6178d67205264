import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes tickets at a steady rate, however long the answers take: one change in five by a request of its own (four
 * comments to each new ticket), the others by bulk requests, each of which sets a field of so many tickets. Run as
 * {@code echo $token | java Load.java <address of the API> <file of ticket ids> <changes a second> <seconds> <tickets in a bulk request>};
 * with a bulk of 1, every change is a request of its own.
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
    private final Random random = new Random(42);
    private final long begun = System.currentTimeMillis();
    private int next;

    /** One request, and how many tickets it changes. */
    private record Change(String path, String body, int status, int tickets) {}

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
        new Load(http, arguments[0], token, Files.readAllLines(Path.of(arguments[1]))).run(rate, rate * seconds, Integer.parseInt(arguments[4]));
    }

    private void run(int rate, int changes, int bulk) throws InterruptedException {
        Semaphore open = new Semaphore(MOST_OPEN);
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        int alone = Math.max(1, bulk / 4); // single changes to each bulk request: one in five
        long begin = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            int request = 0;
            for (int made = 0; made < changes; request++) {
                long due = begin + (long) (made * 1e9 / rate);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                open.acquire();
                Change change = bulk > 1 && request % (alone + 1) == alone ? bulk(bulk, request) : alone(request);
                made += change.tickets();
                executor.submit(() -> {
                    make(change);
                    // From when it was due: a server that can't keep up can't hide behind a client that waits for it.
                    millis.add((System.nanoTime() - due) / 1e6);
                    open.release();
                });
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "%,d changes in %.1f s: %.0f a second; %,d answers, p50 %.0f ms, p99 %.0f ms; failed: %s%n",
                changes,
                took,
                changes / took,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                failed.isEmpty() ? "none" : failed);
    }

    private Change alone(int number) {
        return number % 5 == 0
                ? new Change("/tickets", TICKET, 201, 1)
                : new Change("/tickets/" + tickets.get(random.nextInt(tickets.size())) + "/comments", COMMENT, 201, 1);
    }

    /** Of tickets one behind the other, so that none is chosen again soon. */
    private Change bulk(int size, int number) {
        StringJoiner ids = new StringJoiner(",");
        for (int i = 0; i < size; i++) {
            ids.add(tickets.get(next++ % tickets.size()));
        }
        String body = "{\"action\": \"merge_custom_fields\", \"custom_fields\": {\"batch\": \"%d %d\"}, \"ticket_ids\": [%s]}"
                .formatted(begun, number, ids);
        return new Change("/tickets/bulk", body, 200, size);
    }

    private void make(Change change) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + change.path()))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(change.body()))
                    .build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != change.status()) {
                failed.merge("status " + status, 1, Integer::sum);
            }
        } catch (IOException | InterruptedException e) {
            failed.merge(e.getClass().getSimpleName(), 1, Integer::sum);
        }
    }
}
