package io.deskledger.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PieceEncoderTest {

    @Test
    void piecesArePackedIntoOneGzipWhoseEndCanBeAskedForTwice() throws IOException {
        PieceEncoder encoder = new PieceEncoder(true);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(encoder.add("one, ".getBytes(UTF_8)));
        packed.write(encoder.add("two".getBytes(UTF_8)));
        packed.write(encoder.end());
        assertThat(encoder.isEnded()).isTrue();
        assertThat(encoder.end()).isEmpty();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes())
                .asString(UTF_8)
                .isEqualTo("one, two");
    }

    @Test
    void withoutGzipTheyStayAsTheyAre() {
        PieceEncoder encoder = new PieceEncoder(false);
        byte[] piece = "one".getBytes(UTF_8);
        assertThat(encoder.add(piece)).isSameAs(piece);
        assertThat(encoder.isEnded()).isFalse();
        assertThat(encoder.end()).isEmpty();
        assertThat(encoder.isEnded()).isTrue();
    }
}
