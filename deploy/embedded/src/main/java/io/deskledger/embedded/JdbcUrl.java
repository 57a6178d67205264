package io.deskledger.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a PostgreSQL JDBC URL. */
final class JdbcUrl {

    private static final Pattern SHAPE = Pattern.compile("(jdbc:postgresql://[^/?]+)(?:/[^?]*)?(?:\\?(.*))?");
    private static final Pattern CREDENTIAL = Pattern.compile("(?:user|password)=.*");

    private JdbcUrl() {}

    /** The URL of another database on the same server, without credentials; other parameters stay. */
    static String withoutCredentials(String adminUrl, String database) {
        Matcher parts = SHAPE.matcher(adminUrl);
        if (!parts.matches()) {
            // The URL may hold a password, so it is not repeated here.
            throw new EmbeddedServerException(
                    "The database URL must look like jdbc:postgresql://host:port/database?user=...&password=...");
        }
        return parts.group(1) + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8) + parameters(parts.group(2));
    }

    private static String parameters(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        String kept = Arrays.stream(query.split("&", -1))
                .filter(parameter -> !CREDENTIAL.matcher(parameter).matches())
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }
}
