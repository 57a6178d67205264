package io.deskledger.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void tellsEachKindByItself() {
        Figures figures = new Figures(0);
        figures.begin();
        LongStream.rangeClosed(1, 200).forEach(millis -> figures.took("read", millis));
        figures.took("list", 7);

        assertThat(figures.table("Mix"))
                .isEqualTo("FIGURE\tMix\tlist\t1\t7\t7\t7\nFIGURE\tMix\tread\t200\t100\t198\t200\n");
    }

    @Test
    void aWorstTimeIsToldAlthoughItIsOneOfMany() {
        Figures figures = new Figures(0);
        figures.begin();
        LongStream.range(0, 99).forEach(n -> figures.took("read", 0));
        figures.took("read", 500_000);

        assertThat(figures.table("Mix")).isEqualTo("FIGURE\tMix\tread\t100\t0\t0\t120000\n");
    }

    @Test
    void whatEndsWhileItWarmsUpCountsNowhere() {
        Figures figures = new Figures(3_600);
        figures.begin();
        figures.took("read", 5);

        assertThat(figures.table("Mix")).isEmpty();
    }
}
