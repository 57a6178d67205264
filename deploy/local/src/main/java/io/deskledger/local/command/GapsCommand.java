package io.deskledger.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.local.api.ApiClient;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Secrets;
import io.deskledger.local.config.Settings;
import io.deskledger.local.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks the running system whether its audit log is complete. */
public final class GapsCommand {

    private static final int COMPLETE = 0;
    private static final int INCOMPLETE = 1;
    private static final int UNKNOWN = 4;

    private final DataFolder data;
    private final PrintStream out;

    public GapsCommand(Settings settings) {
        this.data = new DataFolder(settings.dataDir());
        this.out = System.out;
    }

    /** Answers the exit code: 0 nothing is missing, 1 something is, 4 not all has arrived that may still come. */
    public int run(List<String> range) throws IOException, InterruptedException {
        if (range.size() > 2 || range.stream().anyMatch(time -> time.startsWith("-"))) {
            throw new LauncherException("gaps takes at most two times, like 2026-03-01T00:00:00Z");
        }
        String address = new Installation(data).requireAddress();
        ApiClient api = new ApiClient(address, Demo.ADMIN, new Secrets(data).get(Secrets.Name.DEMO_PASSWORD));
        JsonNode report = api.gaps(query(range));
        print(report);
        if (report.path("missing").asLong()
                        + report.path("duplicate").asLong()
                        + report.path("out_of_order").asLong()
                > 0) {
            return INCOMPLETE;
        }
        return report.path("settled").asBoolean() ? COMPLETE : UNKNOWN;
    }

    private static String query(List<String> range) {
        return switch (range.size()) {
            case 0 -> "";
            case 1 -> "?from=" + encode(range.getFirst());
            default -> "?from=" + encode(range.getFirst()) + "&to=" + encode(range.getLast());
        };
    }

    private static String encode(String time) {
        return URLEncoder.encode(time, StandardCharsets.UTF_8);
    }

    private void print(JsonNode report) {
        out.printf(
                "From %s to %s%n",
                report.path("from").asText(), report.path("to").asText());
        for (String figure :
                List.of("changes", "events", "audit_rows", "missing", "duplicate", "out_of_order", "left_out")) {
            out.printf("  %-13s %,12d%n", figure, report.path(figure).asLong());
        }
        JsonNode lag = report.path("lag");
        out.printf(
                "On the way: %,d in the outbox (the oldest for %.1f s), %s in Kafka%n",
                lag.path("outbox").asLong(),
                lag.path("outbox_seconds").asDouble(),
                lag.path("kafka").isNumber() ? "%,d".formatted(lag.path("kafka").asLong()) : "an unknown number");
        for (JsonNode gap : report.path("gaps")) {
            out.printf(
                    "MISSING: %s/%d, versions %d to %d%n",
                    gap.path("entity").asText(),
                    gap.path("entity_id").asLong(),
                    gap.path("from_version").asLong(),
                    gap.path("to_version").asLong());
        }
        if (!report.path("settled").asBoolean()) {
            out.println("The log has not caught up: what is on the way may be missing or may still come");
        }
    }
}
