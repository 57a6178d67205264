package io.deskledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A cluster's files: the data folder and, next to it, the superuser's password and the server's log. */
record PostgresCluster(Path data, PostgresBinaries binaries, PostgresSettings settings) {

    static final String SUPERUSER = "postgres";

    private static final String CONFIGURATION = "deskledger.conf";

    Path log() {
        return Folders.sibling(data, ".log");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** Makes the cluster if there is none; killed on the way, it starts over. */
    void initialize() throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            if (!Files.exists(passwordFile())) {
                throw new EmbeddedServerException("The superuser's password file " + passwordFile() + " is missing");
            }
            return;
        }
        writePassword();
        Path aside = Folders.sibling(data, ".new");
        Folders.delete(aside);
        CommandResult result = binaries.run(
                "initdb",
                "--pgdata=" + aside,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile(),
                "--auth=" + settings.authentication(),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions",
                settings.syncOption());
        if (!result.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL's data folder " + data + " could not be made: "
                    + result.output().lines().reduce((first, last) -> last).orElse("no reason given"));
        }
        Files.writeString(
                aside.resolve("postgresql.conf"),
                "\ninclude_if_exists '" + CONFIGURATION + "'\n",
                StandardOpenOption.APPEND);
        Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    void configure(int port) throws IOException {
        Files.writeString(data.resolve(CONFIGURATION), settings.file(port));
        if (Files.exists(log())) {
            Files.move(log(), Folders.sibling(data, ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path passwordFile() {
        return passwordFile(data);
    }

    static Path passwordFile(Path data) {
        return Folders.sibling(data, ".password");
    }

    private void writePassword() throws IOException {
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), RolePasswords.random().owner());
    }
}
