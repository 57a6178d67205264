package io.deskledger.api.imports;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A received file from an offset on, one chunk in memory at a time. */
final class ChunkStream extends InputStream {

    private final Chunks chunks;
    private long chunk;
    private int position;
    private byte @Nullable [] content;

    ChunkStream(Chunks chunks, long offset) {
        this.chunks = chunks;
        this.chunk = offset / ImportUploads.CHUNK_BYTES;
        this.position = (int) (offset % ImportUploads.CHUNK_BYTES);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        byte[] current = current();
        if (current == null) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    private byte @Nullable [] current() {
        if (content == null) {
            content = chunks.read(chunk);
        } else if (position >= content.length) {
            chunk++;
            position = 0;
            content = chunks.read(chunk);
        }
        return content == null || position >= content.length ? null : content;
    }

    /** Where the pieces are. */
    @FunctionalInterface
    interface Chunks {
        /** The piece with that number, counted from 0, or null behind the last. */
        byte @Nullable [] read(long number);
    }
}
