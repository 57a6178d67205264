package io.deskledger.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pieces of an answer into those of its gzip, or leaves them as they are. What packs them lies outside the
 * heap until {@link #end()}, which an answer that breaks off needs too.
 */
final class PieceEncoder {

    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final @Nullable GZIPOutputStream packer;
    private boolean ended;

    PieceEncoder(boolean gzip) {
        try {
            this.packer = gzip ? new GZIPOutputStream(packed) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    boolean isEnded() {
        return ended;
    }

    byte[] add(byte[] piece) {
        if (packer == null) {
            return piece;
        }
        try {
            packer.write(piece);
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** The last piece; nothing where it was taken already. */
    byte[] end() {
        ended = true;
        if (packer == null) {
            return NOTHING;
        }
        try {
            packer.close();
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private byte[] taken() {
        byte[] bytes = packed.toByteArray();
        packed.reset();
        return bytes;
    }
}
