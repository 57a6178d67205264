package io.deskledger.local;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the command line asks for. */
sealed interface Command {

    record Start() implements Command {}

    record Stop() implements Command {}

    record Status() implements Command {}

    record Logs(Optional<String> part, boolean follow) implements Command {}

    record Import(String file) implements Command {}

    /** Lists what could not be audited, or puts some of it back. */
    record DeadLetters(List<String> replayed) implements Command {
        public DeadLetters {
            replayed = List.copyOf(replayed);
        }
    }

    /** Days that are to be computed again. */
    record Backfill(LocalDate from, LocalDate to) implements Command {}

    /** Watches the days that wait to be computed. */
    record WatchDays() implements Command {}

    /** Days that are to be held against the tickets. */
    record Reconcile(LocalDate from, LocalDate to, boolean repair) implements Command {}

    record Verify(List<String> arguments) implements Command {}

    record Gaps(List<String> arguments) implements Command {}

    /** Also for what makes no sense, which is told by the reason. */
    record Help(Optional<String> reason) implements Command {}

    static Command parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Start();
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "start" -> alone(new Start(), rest);
            case "stop" -> alone(new Stop(), rest);
            case "status" -> alone(new Status(), rest);
            case "help", "--help", "-h" -> alone(new Help(Optional.empty()), rest);
            case "logs" -> logs(rest);
            case "dead-letters" -> alone(new DeadLetters(List.of()), rest);
            case "replay" -> rest.isEmpty() ? wrong("replay takes ids of dead letters") : new DeadLetters(rest);
            case "import" -> rest.size() == 1 ? new Import(rest.getFirst()) : wrong("import takes one file");
            case "backfill" -> rest.isEmpty() ? new WatchDays() : days(rest, Backfill::new);
            case "reconcile" -> {
                boolean repair = rest.contains("--repair");
                List<String> days = rest.stream()
                        .filter(argument -> !argument.equals("--repair"))
                        .toList();
                yield days(days, (from, to) -> new Reconcile(from, to, repair));
            }
            case "verify" -> new Verify(rest);
            case "gaps" -> new Gaps(rest);
            default -> wrong("unknown command '%s'".formatted(arguments.getFirst()));
        };
    }

    private static Command alone(Command command, List<String> rest) {
        return rest.isEmpty() ? command : wrong("'%s' is one argument too many".formatted(rest.getFirst()));
    }

    private static Command logs(List<String> rest) {
        boolean follow = rest.contains("-f");
        List<String> parts =
                rest.stream().filter(argument -> !argument.equals("-f")).toList();
        return parts.size() > 1 || parts.stream().anyMatch(part -> part.startsWith("-"))
                ? wrong("logs takes the name of one process, and -f")
                : new Logs(parts.stream().findFirst(), follow);
    }

    /** {@code --from DAY --to DAY}, the first no later than the second. */
    private static Command days(List<String> rest, BiFunction<LocalDate, LocalDate, Command> command) {
        try {
            if (rest.size() == 4 && rest.get(0).equals("--from") && rest.get(2).equals("--to")) {
                LocalDate from = LocalDate.parse(rest.get(1));
                LocalDate to = LocalDate.parse(rest.get(3));
                return from.isAfter(to)
                        ? wrong("%s, where the days are to begin, is behind %s".formatted(from, to))
                        : command.apply(from, to);
            }
        } catch (DateTimeParseException e) {
            return wrong("'%s' is no day like 2026-01-31".formatted(e.getParsedString()));
        }
        return wrong("days are given as --from 2026-01-01 --to 2026-01-31, in this order");
    }

    private static Command wrong(String reason) {
        return new Help(Optional.of(reason));
    }
}
