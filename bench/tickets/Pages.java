import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the list costs, depending on how deep it lies: walks from the first page on, and asks again and again for the
 * first and for the deepest. Run as {@code java Pages.java <address of the API> <e-mail> <password> <pages>}.
 */
final class Pages {

    private static final int LIMIT = 50;
    private static final int TRIES = 400;
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private String token = "";

    private Pages(String api) {
        this.api = api;
    }

    public static void main(String[] arguments) throws Exception {
        Pages pages = new Pages(arguments[0]);
        String body = "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(arguments[1], arguments[2]);
        pages.token = found(TOKEN, pages.send("/auth/login", body));
        int deep = Integer.parseInt(arguments[3]);
        String first = "/tickets?include=creator,assignee&limit=" + LIMIT;
        String last = first;
        for (int page = 1; page < deep; page++) {
            last = first + "&cursor=" + found(CURSOR, pages.send(last, null));
        }
        double[] near = new double[TRIES];
        double[] far = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            near[i] = pages.millis(first);
            far[i] = pages.millis(last);
        }
        System.out.printf(
                "page 1: median %.2f ms; page %d: median %.2f ms; ratio %.2f%n",
                median(near), deep, median(far), median(far) / median(near));
    }

    private double millis(String path) throws IOException, InterruptedException {
        long began = System.nanoTime();
        send(path, null);
        return (System.nanoTime() - began) / 1e6;
    }

    private String send(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path));
        if (body == null) {
            request.header("Authorization", "Bearer " + token);
        } else {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("There are not so many tickets");
        }
        return matcher.group(1);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
