package io.deskledger.model.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SketchesTest {

    private static final List<String> KEYS = List.of("", "vpn", "a\"b", "ü 😀", "x\ny", "[1]");

    @Test
    void threeBytesAnEntryAndOneThatEndsTheKey() {
        Sketches sketches = new Sketches();
        sketches.add("[\"b\",\"a\"]", hex("044d02ffff00000001044dffffff00"));
        sketches.add("[\"a\"]", hex("044d01ffff00"));

        assertThat(sketches.keys()).isEqualTo("[\"a\",\"b\"]");
        assertThat(sketches.data()).isEqualTo(hex("000001044dff044d01ffff00044d02ffff00"));
    }

    /** Whatever was packed in whatever parts, the whole is the sum of the parts. */
    @Test
    void partsAddUp() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            Map<String, Map<Integer, Long>> expected = new TreeMap<>();
            Sketches whole = new Sketches();
            for (int part = random.nextInt(5); part >= 0; part--) {
                Sketches one = new Sketches();
                for (String key : KEYS) {
                    if (random.nextBoolean()) {
                        fill(one, key, expected, random);
                    }
                }
                whole.add(one.keys(), one.data());
            }
            Sketches again = new Sketches();
            again.add(whole.keys(), whole.data());
            assertThat(counts(again)).isEqualTo(expected);
        }
    }

    @Test
    void keysThatNobodyAskedForArePassedOver() {
        Sketches sketches = new Sketches("b"::equals);
        sketches.add("[\"a\",\"b\",\"c\"]", hex("000101ffff00000201ffff00000301ffff00"));

        assertThat(counts(sketches)).isEqualTo(Map.of("b", Map.of(1, 1L)));
    }

    @Test
    void aRankHasItsBucket() {
        BucketCounts counts = new BucketCounts();
        counts.add(1_100, 3);
        counts.add(-1, 1);
        counts.add(2_184, 2);

        assertThat(counts.total()).isEqualTo(6);
        assertThat(counts.bucketOf(1)).isEqualTo(-1);
        assertThat(counts.bucketOf(2)).isEqualTo(1_100);
        assertThat(counts.bucketOf(4)).isEqualTo(1_100);
        assertThat(counts.bucketOf(6)).isEqualTo(2_184);
        assertThatThrownBy(() -> counts.bucketOf(7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanAnEntryHoldsAreSeveral() {
        Sketches sketches = new Sketches();
        sketches.add("[\"a\"]", hex("0001ffffff00"));
        sketches.add("[\"b\",\"a\"]", hex("000207ffff00" + "0001ffffff00"));

        assertThat(sketches.data()).isEqualTo(hex("0001ff" + "0001ff" + "ffff00" + "000207" + "ffff00"));
    }

    /** The counts of one key are those of the next one's object: nothing may be left, however high it was. */
    @Test
    void aKeyHasNothingOfTheOneBefore() {
        Sketches sketches = new Sketches();
        sketches.add("[\"a\",\"b\",\"c\"]", hex("000001" + "fffe02" + "ffff00" + "080003" + "ffff00" + "ffff00"));

        assertThat(counts(sketches))
                .isEqualTo(Map.of("a", Map.of(-1, 1L, 0xfffd, 2L), "b", Map.of(0x7ff, 3L), "c", Map.of()));
        List<Long> totals = new ArrayList<>();
        sketches.forEach((_, buckets) -> totals.add(buckets.total()));
        assertThat(totals).containsExactly(3L, 3L, 0L);
    }

    @Test
    void oneKeyCanBeAddedAlone() {
        BucketCounts counts = new BucketCounts();
        counts.add(hex("000001" + "044d02" + "ffff00"));
        counts.add(hex("ffff00"));
        counts.add(hex("044d01" + "ffff00"));

        assertThat(counts.total()).isEqualTo(4);
        assertThat(counts.bucketOf(1)).isEqualTo(-1);
        assertThat(counts.bucketOf(2)).isEqualTo(0x44c);
        assertThat(counts.bucketOf(4)).isEqualTo(0x44c);
    }

    private static void fill(Sketches sketches, String key, Map<String, Map<Integer, Long>> expected, Random random) {
        StringBuilder data = new StringBuilder();
        for (int n = 1 + random.nextInt(20); n > 0; n--) {
            int bucket = random.nextInt(2_186) - 1;
            int count = 1 + random.nextInt(255);
            data.append("%04x%02x".formatted(bucket + 1, count));
            expected.computeIfAbsent(key, _ -> new TreeMap<>()).merge(bucket, (long) count, Long::sum);
        }
        byte[] name = key.getBytes(StandardCharsets.UTF_16BE);
        StringBuilder json = new StringBuilder("[\"");
        for (int i = 0; i < name.length; i += 2) {
            json.append("\\u%02x%02x".formatted(name[i], name[i + 1]));
        }
        sketches.add(json + "\"]", hex(data + "ffff00"));
    }

    private static Map<String, Map<Integer, Long>> counts(Sketches sketches) {
        Map<String, Map<Integer, Long>> counts = new TreeMap<>();
        sketches.forEach((key, buckets) -> {
            Map<Integer, Long> each = new TreeMap<>();
            buckets.forEach(each::put);
            counts.put(key, each);
        });
        return counts;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
