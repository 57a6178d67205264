package io.deskledger.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void toleratesMarksCarriageReturnsAndAMissingEnd() throws IOException {
        assertThat(texts("\uFEFFone\r\n\ntwo\nthree")).containsExactly("one", "", "two", "three");
    }

    @Test
    void countsLinesAndBytesFromWhereItStarts() throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes("four\nfive")), 3, 100);

        assertThat(reader.next()).satisfies(line -> {
            assertThat(line.number()).isEqualTo(4);
            assertThat(line.end()).isEqualTo(105);
        });
        assertThat(reader.next()).satisfies(line -> assertThat(line.end()).isEqualTo(109));
        assertThat(reader.next()).isNull();
    }

    @Test
    void dropsTheContentOfALineThatIsTooLong() throws IOException {
        String longest = "x".repeat(LineReader.MAX_LINE_BYTES);

        assertThat(texts(longest + "\n" + longest + "y\nnext\n")).containsExactly(longest, "(too long)", "next");
    }

    private static List<String> texts(String file) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes(file)), 0, 0);
        List<String> texts = new ArrayList<>();
        for (ImportLine line = reader.next(); line != null; line = reader.next()) {
            texts.add(
                    line.content() == null
                            ? "(too long)"
                            : new String(line.content().bytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
