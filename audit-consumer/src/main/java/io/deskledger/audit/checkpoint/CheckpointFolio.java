package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.CheckpointFile;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.SignedCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The file of checkpoints, which only ever grows; none where none is wanted. */
final class CheckpointFolio implements AutoCloseable {

    private final Map<Integer, SignedCheckpoint> last = new ConcurrentHashMap<>();
    private final @Nullable FileChannel channel;

    private CheckpointFolio(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    static CheckpointFolio none() {
        return new CheckpointFolio(null);
    }

    /** Opens the file, makes it where there is none, and reads what it ends with. */
    static CheckpointFolio open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (absolute.getParent() != null) {
            Files.createDirectories(absolute.getParent());
        }
        FileChannel channel = FileChannel.open(
                absolute, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        CheckpointFolio folio = new CheckpointFolio(channel);
        try (CheckpointFile content = CheckpointFile.open(List.of(absolute.toFile()), Instant.MAX)) {
            for (int chain : content.chains()) {
                Iterator<SignedCheckpoint> of = content.of(chain);
                while (of.hasNext()) {
                    folio.last.put(chain, of.next());
                }
            }
            folio.endLine(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return folio;
    }

    /** The largest checkpoint of the chain in the file. */
    Optional<SignedCheckpoint> last(int chain) {
        return Optional.ofNullable(last.get(chain));
    }

    /** Returns when the disk has them. */
    synchronized void append(List<SignedCheckpoint> checkpoints) throws IOException {
        if (channel == null) {
            return;
        }
        String lines = checkpoints.stream()
                .map(one -> CheckpointJson.write(one) + "\n")
                .collect(Collectors.joining());
        write(channel, lines);
        checkpoints.forEach(one -> last.merge(
                one.checkpoint().chain(),
                one,
                (old, fresh) -> fresh.checkpoint().size() >= old.checkpoint().size() ? fresh : old));
    }

    /** What a loss of power left of a line must not spoil the next one. */
    private void endLine(FileChannel file) throws IOException {
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
