package io.deskledger.embedded;

import java.nio.file.Path;

/** Owns a PostgreSQL until it is killed. */
final class PostgresOwner {

    static final String READY = "READY ";

    private PostgresOwner() {}

    @SuppressWarnings("resource") // it is left running on purpose
    public static void main(String[] args) throws InterruptedException {
        EmbeddedPostgres postgres =
                args.length == 0 ? EmbeddedPostgres.startTemporary() : EmbeddedPostgres.start(Path.of(args[0]), 0);
        System.out.println(READY + postgres.pid());
        Thread.currentThread().join();
    }
}
