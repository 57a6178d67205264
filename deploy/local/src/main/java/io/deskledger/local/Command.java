package io.deskledger.local;

import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
sealed interface Command {

    record Start() implements Command {}

    record Stop() implements Command {}

    record Status() implements Command {}

    record Logs(Optional<String> part, boolean follow) implements Command {}

    record Import(String file) implements Command {}

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
            case "import" -> rest.size() == 1 ? new Import(rest.getFirst()) : wrong("import takes one file");
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

    private static Command wrong(String reason) {
        return new Help(Optional.of(reason));
    }
}
