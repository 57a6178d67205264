package io.deskledger.runtime.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A variable that a service's {@code application.yml} takes from the environment.
 *
 * @param otherwise what counts where it is not set, or null where it has to be
 */
record Variable(String name, @Nullable String otherwise) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(DESKLEDGER_[A-Z0-9_]+)(?::([^}]*))?}");

    /** All of the file, in the order in which it has them, each once. */
    static List<Variable> of(String applicationYml) {
        Map<String, Variable> found = new LinkedHashMap<>();
        PLACEHOLDER.matcher(applicationYml).results().forEach(placeholder -> {
            Variable variable = of(placeholder);
            found.putIfAbsent(variable.name(), variable);
        });
        return List.copyOf(found.values());
    }

    private static Variable of(MatchResult placeholder) {
        String otherwise = placeholder.group(2);
        return new Variable(placeholder.group(1), otherwise == null ? null : otherwise.replace("`", ""));
    }
}
