package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PostgresArchiveIT {

    @TempDir
    Path cache;

    @Test
    void isWholeHoweverManyUnpackItAndWhateverAKilledOneLeft() throws Exception {
        byte[] archive = archive();
        Files.createDirectories(cache.resolve("unpacking-killed/bin"));
        List<Callable<Path>> racers = Stream.generate(
                        () -> (Callable<Path>) () -> PostgresArchive.unpack(archive, cache))
                .limit(8)
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Path> home : threads.invokeAll(racers)) {
                assertThat(home.get().resolve("bin/postgres")).isExecutable().hasContent("program");
                assertThat(home.get().resolve("bin/link")).isSymbolicLink().hasContent("program");
            }
        }
        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .hasSize(2)
                    .contains("unpacking-killed");
        }
    }

    private byte[] archive() throws Exception {
        Path file = cache.resolveSibling(cache.getFileName() + ".txz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(0)))) {
            byte[] program = {'p', 'r', 'o', 'g', 'r', 'a', 'm'};
            TarArchiveEntry entry = new TarArchiveEntry("bin/postgres");
            entry.setMode(0100755);
            entry.setSize(program.length);
            tar.putArchiveEntry(entry);
            tar.write(program);
            tar.closeArchiveEntry();
            TarArchiveEntry link = new TarArchiveEntry("bin/link", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName("postgres");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }
}
