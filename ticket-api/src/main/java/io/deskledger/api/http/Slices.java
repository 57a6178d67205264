package io.deskledger.api.http;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out pieces of any length in slices of at most {@value #LENGTH} bytes. The HTTP server asks for 256 of them
 * ahead of the client, whatever their length, and so holds 8 MiB of an answer at the most.
 */
final class Slices implements Supplier<byte @Nullable []> {

    static final int LENGTH = 32 * 1024;

    private final Supplier<byte @Nullable []> pieces;
    private byte @Nullable [] piece;
    private int taken;

    /** Has the first piece made at once. */
    Slices(Supplier<byte @Nullable []> pieces) {
        this.pieces = pieces;
        this.piece = pieces.get();
    }

    @Override
    public byte @Nullable [] get() {
        while (piece != null && taken == piece.length) {
            piece = pieces.get();
            taken = 0;
        }
        if (piece == null) {
            return null;
        }
        int end = Math.min(piece.length, taken + LENGTH);
        byte[] slice = Arrays.copyOfRange(piece, taken, end);
        taken = end;
        return slice;
    }
}
