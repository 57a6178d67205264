package io.deskledger.model.settings;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How Kafka is reached beyond its addresses: the properties file that {@value #VARIABLE} names. It may say how to
 * connect and who we are, nothing else: what an acknowledgement is worth and what is read again is ours to say.
 */
public final class BrokerProperties {

    /** Names the file; not set or empty: none. */
    public static final String VARIABLE = "DESKLEDGER_KAFKA_PROPERTIES_FILE";

    private static final List<String> ALLOWED = List.of(
            "security.",
            "sasl.",
            "ssl.",
            "client.dns.lookup",
            "connections.max.idle.ms",
            "reconnect.backoff.",
            "socket.connection.setup.timeout.");

    /** What is no name may be a line of a key that was broken over. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,60}");

    private BrokerProperties() {}

    /**
     * What the file has.
     *
     * @param file empty: none
     * @throws IllegalArgumentException where the file can't be read or has what it may not; no value is in the message
     */
    public static Map<String, String> read(String file) {
        List<String> mistakes = mistakes(file);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", mistakes));
        }
        return file.isBlank() ? Map.of() : content(file);
    }

    /** What is wrong with the file, with every name that it may not have and no value. */
    public static List<String> mistakes(String file) {
        List<String> mistakes = new ArrayList<>();
        try {
            for (String name : (file.isBlank() ? Map.<String, String>of() : content(file)).keySet()) {
                if (ALLOWED.stream().noneMatch(name::startsWith)) {
                    mistakes.add("%s: %s is nothing that it may set; it may set %s"
                            .formatted(VARIABLE, shown(name), String.join("*, ", ALLOWED) + "*"));
                }
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
        return mistakes;
    }

    private static Map<String, String> content(String file) {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s: %s can't be read".formatted(VARIABLE, file), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s is no properties file".formatted(VARIABLE, file), e);
        }
        Map<String, String> content = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> content.put(name, properties.getProperty(name)));
        return content;
    }

    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "a name that is not shown";
    }
}
