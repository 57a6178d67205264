package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockIT {

    @TempDir
    Path folder;

    /** A second look at a file from the holder's own JVM once made the operating system drop the lock. */
    @Test
    void theHolderKeepsItsLockWhenItIsAskedAgain() throws IOException {
        Path file = folder.resolve("lock");
        try (FolderLock lock = FolderLock.tryAcquire(file).orElseThrow()) {
            assertThat(FolderLock.tryAcquire(file)).isEmpty();
            assertThat(anotherJvmTries(file)).isEqualTo("taken\n");
            assertThat(lock).isNotNull();
        }
        assertThat(anotherJvmTries(file)).isEqualTo("free\n");
    }

    private static String anotherJvmTries(Path file) throws IOException {
        try (JavaProcess other = JavaProcess.start(Try.class, Map.of(), file.toString())) {
            return other.readUntil("\n");
        }
    }

    /** Says whether the lock on the file is to be had. */
    static final class Try {
        public static void main(String[] args) throws IOException {
            System.out.println(FolderLock.tryAcquire(Path.of(args[0])).isPresent() ? "free" : "taken");
        }
    }
}
