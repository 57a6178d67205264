package io.deskledger.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DaysTest {

    @Test
    void rangesBeginAndEndOnAnyOfTheDaysAndNeverEndBeforeTheyBegin() {
        Set<String> ranges = Stream.generate(Days.between("2024-02-28", "2024-03-01")::anyRange)
                .limit(2_000)
                .collect(Collectors.toSet());

        assertThat(ranges)
                .containsExactlyInAnyOrder(
                        "from=2024-02-28&to=2024-02-28",
                        "from=2024-02-28&to=2024-02-29",
                        "from=2024-02-28&to=2024-03-01",
                        "from=2024-02-29&to=2024-02-29",
                        "from=2024-02-29&to=2024-03-01",
                        "from=2024-03-01&to=2024-03-01");
    }

    @Test
    void refusesALastDayBeforeTheFirst() {
        assertThatThrownBy(() -> Days.between("2024-03-01", "2024-02-28"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The last day 2024-02-28 lies before the first, 2024-03-01");
    }
}
