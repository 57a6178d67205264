package io.deskledger.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks PostgreSQL's archive into a cache named after its content.
 *
 * <p>It is unpacked aside and renamed in one step, so a folder of that name is always complete: JVMs that start
 * together don't disturb each other, and one that is killed leaves nothing that the next one would trust.
 */
final class PostgresArchive {

    private PostgresArchive() {}

    static Path unpack(byte[] archive) throws IOException {
        return unpack(archive, cache());
    }

    static Path unpack(byte[] archive, Path cache) throws IOException {
        Path home = cache.resolve("postgres-" + digest(archive));
        if (Files.isDirectory(home)) {
            return home;
        }
        Path aside = Files.createTempDirectory(cache, "unpacking-");
        try {
            extract(archive, aside);
            Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(aside);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
        return home;
    }

    /** The user's cache folder, or one in the temporary folder for a user without a home. */
    private static Path cache() throws IOException {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        try {
            return Files.createDirectories(base.resolve("deskledger"));
        } catch (IOException e) {
            return privateTemporary();
        }
    }

    private static Path privateTemporary() throws IOException {
        String user = System.getProperty("user.name");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "deskledger-cache-" + user);
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        // Anyone may create names in the temporary folder: programs are only run from one of our own.
        if (!Files.getOwner(folder).getName().equals(user)) {
            throw new IOException(folder + " belongs to another user");
        }
        return folder;
    }

    private static String digest(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(entry, tar, target);
            }
        }
    }

    private static void extract(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive reaches outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean executable = (entry.getMode() & 0b001_000_000) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
