package io.deskledger.api.imports;

import org.jspecify.annotations.Nullable;

/**
 * One line of the file.
 *
 * @param number the first line is 1
 * @param content what it says, without its ending; null where it is longer than a line may be
 * @param end the offset in the file where the next line begins
 */
record ImportLine(long number, @Nullable LineContent content, long end) {

    /** The bytes of a line, in a buffer of their own. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: a carrier between reader and parser.
    record LineContent(byte[] bytes) {}
}
