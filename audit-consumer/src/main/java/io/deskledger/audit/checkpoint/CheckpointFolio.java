package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of checkpoints, which only ever grows; none where none is wanted. */
final class CheckpointFolio implements AutoCloseable {

    private final Map<Integer, SignedCheckpoint> appended = new HashMap<>();
    private final @Nullable FileChannel channel;
    private final @Nullable FileEnd before;

    private CheckpointFolio(@Nullable FileChannel channel, @Nullable FileEnd before) {
        this.channel = channel;
        this.before = before;
    }

    static CheckpointFolio none() {
        return new CheckpointFolio(null, null);
    }

    /** Opens the file, and makes it where there is none. */
    static CheckpointFolio open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (absolute.getParent() != null) {
            Files.createDirectories(absolute.getParent());
        }
        FileChannel channel = FileChannel.open(
                absolute, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            endLine(channel);
            return new CheckpointFolio(channel, new FileEnd(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The last checkpoint of the chain in the file, which is the largest. */
    synchronized Optional<SignedCheckpoint> last(int chain) {
        SignedCheckpoint own = appended.get(chain);
        if (own != null || before == null) {
            return Optional.ofNullable(own);
        }
        try {
            return before.of(chain);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of checkpoints can't be read", e);
        }
    }

    /**
     * Returns when the disk has those of them that the file did not know: a chain's only grow, so that its end tells
     * all, also where a database that was restored tells of old ones again.
     */
    synchronized void append(List<SignedCheckpoint> checkpoints) throws IOException {
        if (channel == null) {
            return;
        }
        Map<Integer, SignedCheckpoint> fresh = new HashMap<>();
        StringBuilder lines = new StringBuilder();
        for (SignedCheckpoint one : checkpoints) {
            int chain = one.checkpoint().chain();
            SignedCheckpoint known =
                    fresh.containsKey(chain) ? fresh.get(chain) : last(chain).orElse(null);
            if (known == null || known.checkpoint().size() < one.checkpoint().size()) {
                lines.append(CheckpointJson.write(one)).append('\n');
                fresh.put(chain, one);
            }
        }
        endLine(channel); // a full disk may have taken half of a line the time before
        write(channel, lines.toString());
        appended.putAll(fresh);
    }

    /** What a loss of power or a full disk left of a line must not spoil the next one. */
    private static void endLine(FileChannel file) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(1);
        if (file.size() > 0 && file.read(end, file.size() - 1) == 1 && end.get(0) != '\n') {
            write(file, "\n");
        }
    }

    private static void write(FileChannel file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        file.position(file.size());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
