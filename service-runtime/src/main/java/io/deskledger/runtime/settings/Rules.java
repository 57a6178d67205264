package io.deskledger.runtime.settings;

import io.deskledger.runtime.address.Network;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** Which rule a variable has: one of its own, or else what its default tells of its kind. */
final class Rules {

    private static final int MOST_PORT = 65_535;
    private static final int JWT_BYTES = 32;
    private static final int KEY_BYTES = 32;

    private static final String LENGTH = "\\d{1,9}(ns|us|ms|s|m|h|d)";
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern SIZE = Pattern.compile("\\d+[KMG]B");

    static final Rule TRUTH = Rule.matching("be true or false", "true|false");
    static final Rule ANY = new Rule("be anything", _ -> true);

    private static final Rule DURATION = new Rule(
            "be a duration such as 500ms, 15s, 1m or 2h", value -> value.matches(LENGTH) || isIsoDuration(value));
    private static final Rule BYTES = Rule.matching("be a size such as 25MB or 1GB", "(?i)\\d{1,9}([KMG]B)?");
    private static final Rule COUNT = Rule.number(0, Integer.MAX_VALUE);
    private static final Rule SOME = Rule.number(1, Integer.MAX_VALUE);
    // -1 is any free port: who asks for it reads the log.
    private static final Rule PORT = Rule.number(-1, MOST_PORT);
    private static final Rule DATABASE =
            Rule.matching("be a URL like jdbc:postgresql://host:5432/deskledger", "jdbc:postgresql:.+");
    private static final Rule ADDRESS = Rule.matching("be a URL like https://host:4318", "https?://[^\\s/]+.*");
    private static final Rule CRON =
            Rule.matching("be six fields, seconds first, such as 0 30 2 * * *", "\\S+( \\S+){5}");
    private static final Rule NETWORKS =
            new Rule("be a list of networks like 10.1.0.0/16,fd12::/32", Rules::isNetworks);
    private static final Rule READABLE =
            new Rule("be a file that can be read", value -> Files.isReadable(Path.of(value)));

    private static final Map<String, Rule> OWN = Map.ofEntries(
            Map.entry("DESKLEDGER_PORT", PORT),
            Map.entry("DESKLEDGER_AUDIT_PORT", PORT),
            Map.entry("DESKLEDGER_ANALYTICS_PORT", PORT),
            Map.entry("DESKLEDGER_DB_URL", DATABASE),
            Map.entry("DESKLEDGER_DB_READ_URL", DATABASE.orEmpty()),
            Map.entry("DESKLEDGER_DB_POOL", SOME),
            Map.entry("DESKLEDGER_DB_READ_POOL", SOME),
            Map.entry("DESKLEDGER_ACCESS_TOKEN_SECONDS", SOME),
            Map.entry("DESKLEDGER_ANALYTICS_THREADS", SOME),
            Map.entry("DESKLEDGER_AUDIT_BATCH_SIZE", SOME),
            Map.entry("DESKLEDGER_IMPORT_BATCH", SOME),
            Map.entry("DESKLEDGER_LISTS_AT_ONCE", SOME),
            Map.entry("DESKLEDGER_SLA_BATCH", SOME),
            Map.entry("DESKLEDGER_WEBHOOK_PARALLEL", SOME),
            Map.entry(
                    "DESKLEDGER_KAFKA",
                    Rule.matching("be a list like host:9092,other:9092", "[^\\s:,]+:\\d{1,5}(,[^\\s:,]+:\\d{1,5})*")),
            Map.entry("DESKLEDGER_TRUSTED_PROXIES", NETWORKS),
            Map.entry("DESKLEDGER_WEBHOOK_ALLOW", NETWORKS),
            Map.entry("DESKLEDGER_REPORTING_ZONE", new Rule("be a time zone such as Europe/Berlin", Rules::isZone)),
            Map.entry("DESKLEDGER_RECONCILIATION_CRON", CRON),
            Map.entry("DESKLEDGER_DAY_CLOSE_CRON", CRON),
            Map.entry("DESKLEDGER_RANKINGS_CRON", CRON),
            Map.entry(
                    "DESKLEDGER_ASSIGNMENT_STRATEGY",
                    Rule.matching("be least_loaded, round_robin or skill", "least_loaded|round_robin|skill")),
            Map.entry("DESKLEDGER_ATTACHMENTS_STORAGE", Rule.matching("be local or s3", "local|s3")),
            Map.entry("DESKLEDGER_S3_ENDPOINT", ADDRESS.orEmpty()),
            Map.entry("DESKLEDGER_AUDIT_CHECKPOINT_KEY_FILE", READABLE.orEmpty()),
            Map.entry(
                    "DESKLEDGER_JWT_SECRET",
                    new Rule(
                            "have at least 32 bytes",
                            value -> value.getBytes(StandardCharsets.UTF_8).length >= JWT_BYTES)),
            Map.entry(
                    "DESKLEDGER_METRICS_TOKEN",
                    Rule.matching("have at least 16 characters", ".{16,}").orEmpty()),
            Map.entry("DESKLEDGER_WEBHOOK_KEY", new Rule("be 32 bytes in Base64", Rules::isKey).orEmpty()),
            Map.entry("DESKLEDGER_LOG_FORMAT", Rule.matching("be text or json", "text|json")),
            Map.entry(
                    "DESKLEDGER_LOG_LEVEL",
                    Rule.matching("be TRACE, DEBUG, INFO, WARN, ERROR or OFF", "(?i)trace|debug|info|warn|error|off")),
            Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", ADDRESS.orEmpty()));

    private Rules() {}

    static Rule of(Variable variable) {
        Rule own = OWN.get(variable.name());
        String otherwise = variable.otherwise();
        if (own != null) {
            return own;
        }
        if (otherwise == null || otherwise.isEmpty()) {
            return ANY;
        }
        if (TRUTH.met().test(otherwise)) {
            return TRUTH;
        }
        if (otherwise.matches(LENGTH)) {
            return DURATION;
        }
        if (SIZE.matcher(otherwise).matches()) {
            return BYTES;
        }
        return NUMBER.matcher(otherwise).matches() ? COUNT : ANY;
    }

    private static boolean isIsoDuration(String value) {
        try {
            return !Duration.parse(value).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isNetworks(String value) {
        try {
            return value.isBlank() || !Network.parseAll(value).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isZone(String value) {
        try {
            return !ZoneId.of(value).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isKey(String value) {
        try {
            return Base64.getDecoder().decode(value).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
