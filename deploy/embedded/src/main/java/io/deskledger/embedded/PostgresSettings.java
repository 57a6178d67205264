package io.deskledger.embedded;

/** How a cluster is run: for keeps, or for one test run. */
enum PostgresSettings {

    /** Survives the loss of power. */
    PERSISTED("on", "UTC", "scram-sha-256"),

    /**
     * Survives the death of any process but not of the machine, in exchange for speed. Its time zone is nobody's
     * (UTC+5:45), so that code relying on the session's zone fails in a test. Passwords are asked for, and sent as they
     * are: what keeps them secret on a wire costs a client 10 ms for each of thousands of connections.
     */
    TEMPORARY("off", "Asia/Kathmandu", "password");

    private final String synchronous;
    private final String timeZone;
    private final String authentication;

    PostgresSettings(String synchronous, String timeZone, String authentication) {
        this.synchronous = synchronous;
        this.timeZone = timeZone;
        this.authentication = authentication;
    }

    /** How the new cluster has clients prove who they are, as {@code pg_hba.conf} names it. */
    String authentication() {
        return authentication;
    }

    /** How initdb brings the new cluster to disk. */
    String syncOption() {
        if (this == TEMPORARY) {
            return "--no-sync";
        }
        // One call for the file system instead of one per file, where the system has it.
        return System.getProperty("os.name").equals("Linux") ? "--sync-method=syncfs" : "--sync-method=fsync";
    }

    /** How the server is told to stop; nobody reads again what a test run leaves, so it need not reach the disk. */
    String stopOption() {
        return this == TEMPORARY ? "--mode=immediate" : "--mode=fast";
    }

    /** The configuration file; loopback TCP only, sized for a laptop under load. */
    String file(int port) {
        return """
                # Written anew at every start; use ALTER SYSTEM for settings of your own.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 128MB
                wal_level = replica
                synchronous_commit = on
                fsync = %s
                full_page_writes = %s
                timezone = '%s'
                log_timezone = 'UTC'
                # compiling costs more than it saves on short queries
                jit = off
                # a page from anywhere costs about as much as the next one, on a solid-state disk and in memory
                random_page_cost = 1.1
                """.formatted(LoopbackPorts.HOST, port, synchronous, synchronous, timeZone);
    }
}
