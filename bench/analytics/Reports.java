import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast reports are under light load, and how soon a change shows in them: one client, a request every 20 ms, over ranges
 * of days chosen at random. Run as
 * {@code java Reports.java <API> <e-mail> <password> latency <first day> <last day> <requests>} or
 * {@code java Reports.java <API> <e-mail> <password> dashboards <from> <to> <requests>} (the same one, again and again) or
 * {@code java Reports.java <API> <e-mail> <password> visible <tickets>}.
 */
final class Reports {

    /** The one that takes no days. */
    private static final String STATUS = "status";

    /** Every report that the API has, with each of its choices. */
    private static final List<String> REPORTS = List.of(
            "dashboard?",
            "trends?interval=day&",
            "trends?interval=week&",
            "trends?interval=month&",
            "trends?priority=high&category=category-3&",
            "categories?",
            "cohorts?by=created_week&",
            "cohorts?by=category&",
            "cohorts?by=priority&",
            "cohorts?by=tag&",
            "agents/ranking?metric=avg_resolution_hours&",
            "agents/ranking?metric=resolved&",
            "agents/ranking?metric=first_response_hours&",
            "agents/ranking?metric=sla_rate&",
            "agents/performance?",
            "sla?target=resolution&",
            "sla?target=first_response&",
            "sla?target=next_response&",
            "response-times?",
            "restatements?",
            STATUS);

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern CREATED = Pattern.compile("\"created\":(\\d+)");
    private static final long PAUSE_MILLIS = 20;

    /** Requests of each report before any is measured: fewer, and what is measured is code that is not compiled yet. */
    private static final int WARM = 400;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(5);
    private final String api;
    private String token = "";

    private Reports(String api) {
        this.api = api;
    }

    public static void main(String[] arguments) throws Exception {
        Reports reports = new Reports(arguments[0]);
        reports.token = found(
                TOKEN,
                reports.send(
                        "/auth/login",
                        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(arguments[1], arguments[2])));
        switch (arguments[3]) {
            case "latency" ->
                reports.latency(
                        LocalDate.parse(arguments[4]),
                        LocalDate.parse(arguments[5]),
                        Integer.parseInt(arguments[6]));
            case "dashboards" -> {
                for (int n = Integer.parseInt(arguments[6]); n > 0; n--) {
                    reports.send("/reports/dashboard?from=" + arguments[4] + "&to=" + arguments[5], null);
                }
            }
            case "visible" -> reports.visible(Integer.parseInt(arguments[4]));
            default -> throw new IllegalArgumentException(arguments[3]);
        }
    }

    /** The whole range first, so that the slowest requests are among the measured ones for certain. */
    private void latency(LocalDate first, LocalDate last, int requests) throws IOException, InterruptedException {
        int count = Math.toIntExact(last.toEpochDay() - first.toEpochDay() + 1);
        for (int warm = 0; warm < WARM; warm++) {
            for (String report : REPORTS) {
                send(path(report, range(first, last, count)), null);
            }
        }
        System.out.println("| report | p50 ms | p99 ms | worst ms |\n| --- | --- | --- | --- |");
        for (String report : REPORTS) {
            double[] millis = new double[requests];
            for (int n = 0; n < requests; n++) {
                Thread.sleep(PAUSE_MILLIS);
                String path = path(report, n % 4 == 0 ? range(first, last) : range(first, last, count));
                long began = System.nanoTime();
                send(path, null);
                millis[n] = (System.nanoTime() - began) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    "| %s | %.1f | %.1f | %.1f |%n",
                    report.replaceAll("[?&]$", ""),
                    millis[requests / 2],
                    millis[(int) Math.ceil(0.99 * requests) - 1],
                    millis[requests - 1]);
        }
    }

    private static String path(String report, String days) {
        return "/reports/" + report + (report.equals(STATUS) ? "" : days);
    }

    private String range(LocalDate first, LocalDate last, int days) {
        LocalDate from = first.plusDays(random.nextInt(days));
        long rest = last.toEpochDay() - from.toEpochDay();
        return range(from, from.plusDays((long) (rest * random.nextDouble())));
    }

    private static String range(LocalDate from, LocalDate to) {
        return "from=" + from + "&to=" + to;
    }

    /** From the answer that the ticket is there to the trends that count it. */
    private void visible(int tickets) throws IOException, InterruptedException {
        double[] millis = new double[tickets];
        for (int n = 0; n < tickets; n++) {
            String today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).toString();
            String path = "/reports/trends?from=" + today + "&to=" + today;
            long before = Long.parseLong(found(CREATED, send(path, null)));
            send("/tickets", "{\"title\": \"Seen how soon\", \"description\": \"A ticket that reports are to count\"}");
            long began = System.nanoTime();
            while (Long.parseLong(found(CREATED, send(path, null))) == before) {
                Thread.sleep(Duration.ofMillis(10));
            }
            millis[n] = (System.nanoTime() - began) / 1e6;
            Thread.sleep(random.nextInt(1_000));
        }
        Arrays.sort(millis);
        System.out.printf(
                "a new ticket is in the trends after %.0f ms (median), %.0f ms (worst of %d)%n",
                millis[tickets / 2], millis[tickets - 1], tickets);
    }

    private String send(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }
}
