package io.deskledger.api.imports;

import io.deskledger.api.imports.ImportLine.LineContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines, holding no more than one line of the greatest length. */
final class LineReader {

    static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int filled;
    private long line;
    private long offset;

    /**
     * Starts in the middle of a file.
     *
     * @param input the file from the offset on
     * @param line how many lines lie before
     * @param offset how many bytes lie before
     */
    LineReader(InputStream input, long line, long offset) {
        this.input = input;
        this.line = line;
        this.offset = offset;
    }

    /** The next line, or null at the end of the file. */
    @Nullable
    ImportLine next() throws IOException {
        if (position == filled && !fill()) {
            return null;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean ended = false;
        while (!ended && (position < filled || fill())) {
            int end = lineEnd();
            tooLong |= content.size() + (end - position) > MAX_LINE_BYTES;
            if (!tooLong) {
                content.write(buffer, position, end - position);
            }
            ended = end < filled;
            int next = ended ? end + 1 : end;
            offset += next - position;
            position = next;
        }
        line++;
        return new ImportLine(line, tooLong ? null : new LineContent(withoutMarks(content.toByteArray())), offset);
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, input.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    private int lineEnd() {
        int end = position;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Neither the byte order mark of the file nor the carriage return of the line says anything. */
    private byte[] withoutMarks(byte[] content) {
        int from = line == 1 && startsWithMark(content) ? BYTE_ORDER_MARK.length : 0;
        int to = content.length > from && content[content.length - 1] == '\r' ? content.length - 1 : content.length;
        return Arrays.copyOfRange(content, from, to);
    }

    private static boolean startsWithMark(byte[] content) {
        return content.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(content, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3);
    }
}
