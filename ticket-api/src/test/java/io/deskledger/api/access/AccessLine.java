package io.deskledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of the matrix in {@code docs/access.md}.
 *
 * @param method the HTTP method
 * @param path the route's path, perhaps with a query
 * @param answers what each sort of caller gets: {@code yes} or a status; those who can't be tried are absent
 * @param triedWith the body that is sent, or empty
 */
record AccessLine(String method, String path, Map<AccessCaller, String> answers, String triedWith) {

    private static final Path MATRIX = Path.of("../docs/access.md");
    private static final Set<String> ANSWERS = Set.of("yes", "401", "403", "404", "-");

    static List<AccessLine> readAll() {
        try {
            return Files.readAllLines(MATRIX).stream()
                    .filter(line -> line.matches("\\| [A-Z]+ \\| /.*"))
                    .map(AccessLine::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the matrix failed", e);
        }
    }

    private static AccessLine parse(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        Iterator<String> cell = cells.iterator();
        assertThat(cell.next()).as(line).isEmpty();
        String method = cell.next();
        String path = cell.next();
        Map<AccessCaller, String> answers = new EnumMap<>(AccessCaller.class);
        for (AccessCaller caller : AccessCaller.values()) {
            String answer = cell.next();
            assertThat(ANSWERS).as(line).contains(answer);
            if (!answer.equals("-")) {
                answers.put(caller, answer);
            }
        }
        return new AccessLine(method, path, answers, cell.next());
    }

    /** The route that the line is about. */
    String route() {
        return method + " " + path.replaceFirst("\\?.*", "");
    }
}
