package io.deskledger.runtime.docs;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which metrics an expression asks for. */
final class PromQl {

    /** Prometheus makes it, for each target. */
    private static final String UP = "up";

    private static final Pattern STRINGS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTORS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern GROUPINGS = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAMES = Pattern.compile("\\b[a-z_:][a-z0-9_:]*\\b(?!\\s*\\()");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(([a-z0-9_]+), [a-z]+\\)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "without", "e");

    private PromQl() {}

    static Set<String> metrics(String expression) {
        String bare = LABEL_VALUES.matcher(expression).replaceAll("$1");
        bare = STRINGS.matcher(bare).replaceAll("");
        bare = SELECTORS.matcher(bare).replaceAll("");
        bare = GROUPINGS.matcher(bare).replaceAll("");
        Set<String> names = new TreeSet<>();
        NAMES.matcher(bare).results().map(found -> found.group()).forEach(name -> {
            if (!WORDS.contains(name) && !name.equals(UP)) {
                names.add(family(name));
            }
        });
        return names;
    }

    /** The name under which a histogram or timer is exposed, of one of its series. */
    private static String family(String series) {
        return series.replaceFirst("_(bucket|count|sum)$|(?<=_seconds)_max$", "");
    }
}
