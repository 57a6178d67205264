package io.deskledger.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the embedded Kafka broker as a process of its own, until it is told to end. */
public final class KafkaMain {

    private static final List<String> OPTIONS = List.of("--data", "--port", "--controller-port");

    private KafkaMain() {}

    /** Takes {@code --data DIR --port N --controller-port M}; ends with 2 on wrong options, 1 when it can't start. */
    public static void main(String[] args) {
        try {
            run(options(args));
        } catch (IllegalArgumentException e) {
            System.err.println("kafka: " + e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println("kafka: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Map<String, String> options) {
        EmbeddedKafka kafka = EmbeddedKafka.start(
                Path.of(value(options, "--data")), number(options, "--port"), number(options, "--controller-port"));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-shutdown"));
        kafka.awaitShutdown();
    }

    private static Map<String, String> options(String[] args) {
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("usage: --data DIR --port N --controller-port M");
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i])) {
                throw new IllegalArgumentException("unknown option " + args[i]);
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }

    private static String value(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("option " + name + " is missing");
        }
        return value;
    }

    private static int number(Map<String, String> options, String name) {
        String value = value(options, name);
        if (!value.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("option " + name + " is no port: " + value);
        }
        return Integer.parseInt(value);
    }
}
