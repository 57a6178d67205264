package io.deskledger.runtime.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the operations guide says, as tests hold it against other things. */
final class OperationsPage {

    private static final Pattern METRIC = Pattern.compile(
            "^\\| `([a-z0-9_]+)` \\| (?:all|ticket-api|audit-consumer|analytics-worker) \\|", Pattern.MULTILINE);
    private static final Pattern ALERT = Pattern.compile("^### (Deskledger\\w+)$", Pattern.MULTILINE);

    private final String text;

    private OperationsPage(String text) {
        this.text = text;
    }

    static OperationsPage read() {
        return new OperationsPage(file("docs/operations.md"));
    }

    /** A file of the repository. */
    static String file(String path) {
        try {
            return Files.readString(path(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path path(String path) {
        return Path.of("..").resolve(path);
    }

    Set<String> metrics() {
        return all(METRIC);
    }

    /** The alerts that have a section. */
    Set<String> alerts() {
        return all(ALERT);
    }

    /** The text between the alert's heading and the next one. */
    String alert(String name) {
        String heading = "### " + name + "\n";
        int start = text.indexOf(heading) + heading.length();
        int end = text.indexOf("\n#", start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private Set<String> all(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
