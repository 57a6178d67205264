package io.deskledger.api.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive lines that are worked in one transaction.
 *
 * @param good the lines that follow the rules
 * @param refused the others
 * @param lines the number of the last line
 * @param end the offset in the file behind it
 * @param last whether the file ends here
 */
record ImportBatch(List<ParsedLine.Good> good, List<ParsedLine.Refused> refused, long lines, long end, boolean last) {

    /** Lines of the greatest length must not add up: a batch ends with the line that passes this. */
    private static final long MAX_BYTES = 2 * 1024 * 1024;

    /** Reads the next lines, but no more than the limit. */
    static ImportBatch read(LineReader reader, LineParser parser, ImportRun run, int limit) throws IOException {
        List<ParsedLine.Good> good = new ArrayList<>();
        List<ParsedLine.Refused> refused = new ArrayList<>();
        long lines = run.lines();
        long end = run.bytes();
        for (int i = 0; i < limit && end - run.bytes() < MAX_BYTES; i++) {
            @Nullable ImportLine line = reader.next();
            if (line == null) {
                return new ImportBatch(good, refused, lines, end, true);
            }
            switch (parser.parse(line)) {
                case ParsedLine.Good accepted -> good.add(accepted);
                case ParsedLine.Refused bad -> refused.add(bad);
                case ParsedLine.Blank _ -> {}
            }
            lines = line.number();
            end = line.end();
        }
        return new ImportBatch(good, refused, lines, end, false);
    }

    /** The same lines, all refused: for the one line that only the database could tell is bad. */
    ImportBatch refusing(String reason) {
        List<ParsedLine.Refused> all = new ArrayList<>(refused);
        good.forEach(line -> all.add(new ParsedLine.Refused(line.line(), reason)));
        return new ImportBatch(List.of(), all, lines, end, last);
    }
}
