package io.deskledger.local.stack;

import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the launcher tells: to the terminal, to its log, or to both. */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger("launcher");

    private final PrintStream terminal;

    public Journal(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** To the terminal only: secrets may be shown here once, and never reach a file. */
    public void show(String line) {
        terminal.println(line);
        terminal.flush();
    }

    /** To the terminal and to the log. */
    public void tell(String line) {
        show(line);
        LOG.info("{}", line.strip());
    }
}
