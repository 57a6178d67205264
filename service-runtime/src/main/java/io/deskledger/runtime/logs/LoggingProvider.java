package io.deskledger.runtime.logs;

/** The library that does the logging. */
public final class LoggingProvider {

    private static final String PROPERTY = "slf4j.provider";
    private static final String LOGBACK = "ch.qos.logback.classic.spi.LogbackServiceProvider";

    private LoggingProvider() {}

    /** Names Logback, unless another is named, before anything is logged: it is not looked for in all that there is. */
    public static void choose() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, LOGBACK);
        }
    }
}
