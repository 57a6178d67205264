package io.deskledger.runtime.settings;

import io.deskledger.model.settings.BrokerProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the environment against what a service's {@code application.yml} takes from it: so a variable that is new there
 * is checked here. What a value may be follows from its default, or is in {@link Rules}.
 */
public final class StartCheck {

    /** The exit code of a process with such a configuration, {@code EX_CONFIG} of sysexits.h. */
    public static final int EXIT_CODE = 78;

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|KEY)");
    private static final int LONGEST_SHOWN = 100;

    /** What logback.xml and the exporter of traces take by themselves. */
    private static final List<Variable> OF_ALL = List.of(
            new Variable("DESKLEDGER_LOG_FORMAT", "text"),
            new Variable("DESKLEDGER_LOG_LEVEL", "INFO"),
            new Variable("OTEL_EXPORTER_OTLP_ENDPOINT", ""));

    private final List<Variable> variables = new ArrayList<>();

    /** @param applicationYml the text of the service's configuration */
    public StartCheck(String applicationYml) {
        variables.addAll(Variable.of(applicationYml));
        variables.addAll(OF_ALL);
    }

    /** Ends this process with one block of lines where its environment has mistakes. */
    public static void orExit(Class<?> service, String name) {
        List<String> mistakes = new StartCheck(configuration(service)).mistakes(System.getenv());
        if (!mistakes.isEmpty()) {
            tell(name, mistakes, System.err);
            System.exit(EXIT_CODE);
        }
    }

    static void tell(String name, List<String> mistakes, PrintStream to) {
        to.printf("%s can't start with this configuration:%n", name);
        mistakes.forEach(mistake -> to.println("  " + mistake));
        to.println("The variables are described in docs/operations.md.");
    }

    /** All that is wrong, missing variables included. */
    public List<String> mistakes(Map<String, String> environment) {
        List<String> mistakes = new ArrayList<>();
        for (Variable variable : variables) {
            if (isMissing(variable, environment)) {
                mistakes.add(variable.name() + " is not set, and there is no default");
            }
        }
        mistakes.addAll(mistakesOfValues(environment));
        if (isSet("DESKLEDGER_ADMIN_EMAIL", environment) != isSet("DESKLEDGER_ADMIN_PASSWORD", environment)) {
            mistakes.add("DESKLEDGER_ADMIN_EMAIL and DESKLEDGER_ADMIN_PASSWORD have to be set both, or neither");
        }
        return mistakes;
    }

    /** What is wrong with the variables that are set; what is not set may come from elsewhere. */
    public List<String> mistakesOfValues(Map<String, String> environment) {
        List<String> mistakes = new ArrayList<>();
        for (Variable variable : variables) {
            String value = environment.get(variable.name());
            Rule rule = Rules.of(variable);
            if (value != null && !(variable.otherwise() == null && value.isBlank()) && !isMet(rule, value)) {
                mistakes.add(
                        "%s %s: it has to %s".formatted(variable.name(), shown(variable.name(), value), rule.wanted()));
            }
        }
        mistakes.addAll(BrokerProperties.mistakes(environment.getOrDefault(BrokerProperties.VARIABLE, "")));
        return mistakes;
    }

    private static boolean isMet(Rule rule, String value) {
        try {
            return rule.met().test(value);
        } catch (RuntimeException e) {
            return false; // not even a path, say
        }
    }

    private static boolean isMissing(Variable variable, Map<String, String> environment) {
        return variable.otherwise() == null && !isSet(variable.name(), environment);
    }

    /** By itself, or by a file that has it. */
    private static boolean isSet(String name, Map<String, String> environment) {
        return isFilled(environment.get(name)) || isFilled(environment.get(name + "_FILE"));
    }

    private static boolean isFilled(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /** Never a secret, nor what an address may have of one. */
    private static String shown(String name, String value) {
        if (SECRET.matcher(name).matches()) {
            return "(not shown)";
        }
        String bare = value.replaceFirst("\\?.*", "?...").replaceFirst("//[^/@]*@", "//...@");
        String line = bare.replaceAll("\\p{Cntrl}", "?");
        return "is '" + (line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line) + "'";
    }

    private static String configuration(Class<?> service) {
        try (InputStream file = Objects.requireNonNull(service.getResourceAsStream("/application.yml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
