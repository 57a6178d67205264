package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicesTest {

    @Test
    void everyByteComesOnceInSlicesOfBoundedLength() {
        byte[] large = new byte[2 * Slices.LENGTH + 1];
        new Random(3).nextBytes(large);
        Queue<byte[]> pieces = new ArrayDeque<>(List.of(new byte[0], large, new byte[0], new byte[] {1, 2}));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        pieces.forEach(expected::writeBytes);

        Slices slices = new Slices(pieces::poll);
        assertThat(pieces).as("the first is made at once").hasSize(3);
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        int count = 0;
        for (byte[] slice = slices.get(); slice != null; slice = slices.get()) {
            assertThat(slice.length).isBetween(1, Slices.LENGTH);
            found.writeBytes(slice);
            count++;
        }
        assertThat(found.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(count).isEqualTo(4);
        assertThat(slices.get()).isNull();
    }

    @Test
    void aPieceIsMadeWhenTheOneBeforeItIsTaken() {
        Queue<byte[]> pieces = new ArrayDeque<>(List.of(new byte[Slices.LENGTH + 1], new byte[1]));
        Slices slices = new Slices(pieces::poll);
        assertThat(slices.get()).hasSize(Slices.LENGTH);
        assertThat(slices.get()).hasSize(1);
        assertThat(pieces).hasSize(1);
        assertThat(slices.get()).hasSize(1);
        assertThat(slices.get()).isNull();
    }
}
