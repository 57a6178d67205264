package io.deskledger.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a program ended and what it said. */
record CommandResult(int exitCode, String output) {

    static CommandResult of(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The caller's PGPORT, PGDATA or language must not reach the servers.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandResult(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new EmbeddedServerException(command.getFirst() + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while running " + command.getFirst(), e);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }
}
