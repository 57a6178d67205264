package io.deskledger.local.config;

/** Something the user has to know, in words for the terminal; it ends the command with exit code 1. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LauncherException(String message) {
        super(message);
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
