package io.deskledger.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Turns the pieces of an answer into those of its gzip, or leaves them as they are. */
final class PieceEncoder {

    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final boolean gzip;
    private final GZIPOutputStream packer;
    private boolean ended;

    PieceEncoder(boolean gzip) {
        this.gzip = gzip;
        try {
            this.packer = new GZIPOutputStream(packed);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    boolean isEnded() {
        return ended;
    }

    byte[] add(byte[] piece) {
        if (!gzip) {
            return piece;
        }
        try {
            packer.write(piece);
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    byte[] end() {
        ended = true;
        if (!gzip) {
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
