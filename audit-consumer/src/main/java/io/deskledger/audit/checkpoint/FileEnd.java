package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.SignedCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of checkpoints from its end, as far as it has to: the last of a chain that is still written stands near
 * it, however long the file has become. Only a chain that the file has never seen costs a look at all of it, once. For
 * one thread.
 */
final class FileEnd {

    private static final int BLOCK = 1 << 16;

    /** No checkpoint is that long. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final Pattern CHAIN = Pattern.compile("\\{\"chain\":(\\d{1,9}),.*");

    private final FileChannel file;
    private final Map<Integer, SignedCheckpoint> last = new HashMap<>();
    private long unread;
    private byte[] cut = {}; // of the line that begins in the unread part, what was read

    FileEnd(FileChannel file) throws IOException {
        this.file = file;
        this.unread = file.size();
    }

    /** The last checkpoint of the chain that the file had when this was made. */
    Optional<SignedCheckpoint> of(int chain) throws IOException {
        while (unread > 0 && !last.containsKey(chain)) {
            readBlock();
        }
        return Optional.ofNullable(last.get(chain));
    }

    private void readBlock() throws IOException {
        int length = (int) Math.min(BLOCK, unread);
        ByteBuffer block = ByteBuffer.allocate(length + cut.length);
        block.limit(length);
        while (block.hasRemaining()) {
            if (file.read(block, unread - length + block.position()) < 0) {
                throw new IOException("the file of checkpoints was cut while it was read");
            }
        }
        block.limit(block.capacity());
        block.put(cut);
        unread -= length;
        split(block.array());
    }

    /** Takes the lines from the last to the first, which may have begun before. */
    private void split(byte[] bytes) {
        int end = bytes.length;
        for (int at = bytes.length - 1; at >= 0; at--) {
            if (bytes[at] == '\n') {
                take(bytes, at + 1, end);
                end = at;
            }
        }
        if (unread == 0) {
            take(bytes, 0, end);
        }
        cut = new byte[end > LONGEST_LINE ? 0 : end];
        System.arraycopy(bytes, 0, cut, 0, cut.length);
    }

    private void take(byte[] bytes, int from, int to) {
        String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        Matcher chain = CHAIN.matcher(line);
        if (line.isBlank() || (chain.matches() && last.containsKey(Integer.valueOf(chain.group(1))))) {
            return;
        }
        try {
            SignedCheckpoint found = CheckpointJson.read(line);
            last.putIfAbsent(found.checkpoint().chain(), found);
        } catch (IllegalArgumentException e) {
            // What a loss of power leaves of a line; the verification counts them.
            return;
        }
    }
}
