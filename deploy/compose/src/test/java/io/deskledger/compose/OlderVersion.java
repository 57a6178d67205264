package io.deskledger.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The images of an older version, made of its sources as this checkout's Git has them. */
record OlderVersion(String commit, String tag) {

    private static final String PROPERTY = "upgrade.from";

    /**
     * The one that -Dupgrade.from names.
     *
     * @throws AssertionError where none is named, or one that Git does not have here: an archive of the sources has no
     *     revisions at all, a shallow clone lacks the older ones
     */
    static OlderVersion named() {
        String revision = System.getProperty(PROPERTY, "");
        if (revision.isBlank()) {
            throw new AssertionError(
                    "which version is the older one? -D" + PROPERTY + "=REVISION, such as the last release's tag");
        }
        String commit = git("rev-parse", "--verify", "--end-of-options", revision + "^{commit}")
                .strip();
        return new OlderVersion(commit, "older-" + commit.substring(0, 12));
    }

    /** Builds it in the folder; that takes minutes. Images that are there already stay. */
    void makeImages(Path folder) {
        Shell shell = new Shell(Map.of("DESKLEDGER_TAG", tag));
        if (hasImages(shell)) {
            return;
        }
        Path archive = folder.resolve("older.tar");
        Path sources = folder.resolve("older");
        try {
            Files.createDirectory(sources);
            git("archive", "--format=tar", "--output=" + archive, commit);
            shell.run(ComposedDesk.MINUTE, "tar", "-xf", archive.toString(), "-C", sources.toString());
            Files.delete(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shell.run(ComposedDesk.LONG, sources + "/deploy/images/build");
    }

    /** The setup's is made last of all. */
    private boolean hasImages(Shell shell) {
        return !shell.run(ComposedDesk.MINUTE, "docker", "images", "-q", "deskledger/setup:" + tag)
                .isBlank();
    }

    private static String git(String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "git";
        command[1] = "-C";
        command[2] = ComposedDesk.checkout().toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return new Shell(Map.of()).run(ComposedDesk.MINUTE, command);
    }
}
