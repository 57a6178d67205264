package io.deskledger.api.sql;

/**
 * Bounds what a statement answers by its bytes: a limit of rows alone lets two hundred descriptions of a megabyte
 * through. Columns of type text tell their length without being read. See docs/decisions/0047-pages-end-by-bytes.md.
 */
public final class Bytes {

    /** What one page holds of texts, but for its last row. */
    public static final int PAGE = 2 << 20;

    private Bytes() {}

    /**
     * The statement that answers the first rows of another, up to the one that fills so many bytes, and at least one.
     * Read it with {@link Sql#portion}: {@code more} is whether the other one has a row behind it.
     *
     * @param rows a statement with a limit, that order and the size of each row, or null, as {@code bytes}
     * @param order what follows ORDER BY: columns of {@code rows}, also as columns of {@code t}
     */
    public static String bounded(String rows, String order, int most) {
        return """
                SELECT *
                  FROM (SELECT t.*, lead(true, 1, false) OVER w AS more,
                               sum(coalesce(t.bytes, 0)) OVER w - coalesce(t.bytes, 0) AS bytes_before
                          FROM (%1$s) t
                        WINDOW w AS (ORDER BY %2$s ROWS UNBOUNDED PRECEDING)) t
                 WHERE bytes_before < %3$d
                 ORDER BY %2$s
                """.formatted(rows, order, most);
    }
}
