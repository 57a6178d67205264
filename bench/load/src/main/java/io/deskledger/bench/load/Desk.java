package io.deskledger.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The system that is measured, and what may be asked of it, as {@code bench/run} tells by environment variables and
 * wrote into files.
 *
 * @param address where the API is, such as {@code http://127.0.0.1:18081}
 * @param days the days on which tickets were created
 * @param pace how long and how hard
 */
record Desk(String address, Content content, Tokens tokens, Days days, Pace pace) {

    /**
     * What there is.
     *
     * @param tickets ticket ids run from 1 to this
     * @param open ids of tickets that were open when the files were written
     * @param words from the most frequent to rare ones
     */
    record Content(int tickets, List<String> open, List<String> words) {}

    /** Access tokens of those who are signed in. */
    record Tokens(List<String> agents, List<String> customers) {}

    /**
     * How much load.
     *
     * @param warm seconds before the measurement, which count nowhere
     * @param seconds of the measurement
     * @param rate users a second of the mix; searches and reports come at a part of it
     */
    record Pace(int warm, int seconds, double rate) {

        int all() {
            return warm + seconds;
        }
    }

    private static final int SKEW = 3;

    /** Throws {@link IllegalArgumentException} with the name of what is missing or no number. */
    static Desk fromEnvironment() {
        Path work = Path.of(text("BENCH_WORK"));
        return new Desk(
                "http://127.0.0.1:" + number("DESKLEDGER_PORT"),
                new Content(
                        number("BENCH_TICKETS"),
                        lines(work.resolve("open.ids")).stream()
                                .map(line -> line.substring(0, line.indexOf(' ')))
                                .toList(),
                        lines(work.resolve("words"))),
                new Tokens(lines(work.resolve("agents.tokens")), lines(work.resolve("customers.tokens"))),
                Days.between(text("BENCH_FIRST_DAY"), text("BENCH_LAST_DAY")),
                new Pace(number("BENCH_LOAD_WARM"), number("BENCH_LOAD_SECONDS"), number("BENCH_LOAD_RATE")));
    }

    /** A whole number of at least 1 from the environment. */
    static int number(String variable) {
        String value = text(variable);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        throw new IllegalArgumentException(variable + " must be a whole number from 1 on, but is '" + value + "'");
    }

    String anyAgent() {
        return any(tokens.agents());
    }

    String anyCustomer() {
        return any(tokens.customers());
    }

    long anyTicket() {
        return 1 + ThreadLocalRandom.current().nextLong(content.tickets());
    }

    String anyOpenTicket() {
        return any(content.open());
    }

    /** Frequent ones far more often than rare ones. */
    String anyWord() {
        double place = Math.pow(ThreadLocalRandom.current().nextDouble(), SKEW);
        return content.words().get((int) (content.words().size() * place));
    }

    static String any(List<String> choices) {
        return choices.get(ThreadLocalRandom.current().nextInt(choices.size()));
    }

    private static String text(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(variable + " is not set: bench/run sets it");
        }
        return value;
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException(file + " is empty");
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
