package io.deskledger.local.demo;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Lines as bytes, each made when it is read. */
final class LineStream extends InputStream {

    private final Iterator<String> lines;
    private byte[] line = new byte[0];
    private int position;

    LineStream(Iterator<String> lines) {
        this.lines = lines;
    }

    @Override
    public int read() {
        return fill() ? line[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() {
        while (position == line.length) {
            if (!lines.hasNext()) {
                return false;
            }
            line = (lines.next() + "\n").getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        return true;
    }
}
