package io.deskledger.model.chain;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The first four bytes of the hash of each of some rows that follow one another: too little to prove anything, enough
 * to tell which of them it is that differs.
 */
public final class RowMarks {

    private static final int LENGTH = Integer.BYTES;

    private final byte[] marks;

    private RowMarks(byte[] marks) {
        this.marks = marks;
    }

    /** The marks of rows with those hashes. */
    public static RowMarks of(List<Hash> rows) {
        byte[] marks = new byte[rows.size() * LENGTH];
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).copyStart(marks, i * LENGTH, LENGTH);
        }
        return new RowMarks(marks);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static RowMarks parse(String base64) {
        byte[] marks = Base64.getDecoder().decode(base64);
        if (marks.length % LENGTH != 0) {
            throw new IllegalArgumentException("marks of rows have four bytes each, not " + marks.length + " in all");
        }
        return new RowMarks(marks);
    }

    /** How many rows. */
    public int count() {
        return marks.length / LENGTH;
    }

    /** Whether the row, counted from 0, may be the one with that hash. */
    public boolean fits(int index, Hash row) {
        byte[] mark = new byte[LENGTH];
        row.copyStart(mark, 0, LENGTH);
        int from = index * LENGTH;
        return Arrays.equals(marks, from, from + LENGTH, mark, 0, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowMarks others && Arrays.equals(marks, others.marks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(marks);
    }

    /** In Base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(marks);
    }
}
