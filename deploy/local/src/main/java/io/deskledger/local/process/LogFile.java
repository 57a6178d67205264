package io.deskledger.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A log that a process appends to: bounded in size, readable from its end. */
public record LogFile(Path file) {

    private static final long BIGGEST = 10L * 1024 * 1024;
    private static final int KEPT = 3;
    private static final int TAIL_BYTES = 64 * 1024;

    /** Moves a full log aside. The writer keeps its open file and goes on at the start of it, as it appends. */
    public void rotateIfFull() throws IOException {
        rotateIfBigger(BIGGEST);
    }

    void rotateIfBigger(long most) throws IOException {
        if (!Files.exists(file) || Files.size(file) <= most) {
            return;
        }
        for (int i = KEPT - 1; i >= 1; i--) {
            if (Files.exists(old(i))) {
                Files.move(old(i), old(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(file, old(1), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    /** The last lines, at most as many as given. */
    public List<String> tail(int most) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, access.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (access.length() - from)];
            access.seek(from);
            access.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        }
    }

    private Path old(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
