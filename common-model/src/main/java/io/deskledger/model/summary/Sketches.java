package io.deskledger.model.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Bucket counts by keys, such as categories, packed as {@code analytics.duration_sketches} holds them: for each key,
 * one after the other, entries of three bytes, which are a bucket and one (two bytes, the higher first) and how many
 * durations it holds (1 to 255; more are entries more), and then {@code ff ff 00}. SQL can make and read that, too.
 */
public final class Sketches {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final int ENTRY = 3;
    private static final int END = 0xffff;
    private static final int MOST = 255;
    private static final int BYTE = 8;

    private final SortedMap<String, BucketCounts> byKey = new TreeMap<>();
    private final Predicate<String> wanted;

    /** Those of one row after the other are mostly the same. */
    private String lastKeys = "[]";

    private @Nullable BucketCounts[] lastCounts = {};

    /** Counts of any keys. */
    public Sketches() {
        this(_ -> true);
    }

    /**
     * Counts of some keys.
     *
     * @param wanted of which keys; the others are passed over
     */
    public Sketches(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /**
     * Adds packed counts.
     *
     * @param keys a JSON array of texts
     */
    public void add(String keys, byte[] data) {
        if (!keys.equals(lastKeys)) {
            lastCounts = counts(texts(keys));
            lastKeys = keys;
        }
        add(lastCounts, data);
    }

    /** Adds packed counts of these keys. */
    public void add(List<String> keys, byte[] data) {
        add(counts(keys), data);
    }

    private @Nullable BucketCounts[] counts(List<String> keys) {
        return keys.stream()
                .map(key -> wanted.test(key) ? byKey.computeIfAbsent(key, _ -> new BucketCounts()) : null)
                .toArray(BucketCounts[]::new);
    }

    private static void add(@Nullable BucketCounts[] counts, byte[] data) {
        int at = 0;
        for (BucketCounts ofKey : counts) {
            for (int bucket = bucket(data, at); bucket != END; bucket = bucket(data, at)) {
                if (ofKey != null) {
                    ofKey.add(bucket - 1, Byte.toUnsignedInt(data[at + 2]));
                }
                at += ENTRY;
            }
            at += ENTRY;
        }
    }

    private static int bucket(byte[] data, int at) {
        return (Byte.toUnsignedInt(data[at]) << BYTE) | Byte.toUnsignedInt(data[at + 1]);
    }

    /** By key; none of those that nothing was added of. */
    public Map<String, BucketCounts> byKey() {
        return byKey;
    }

    /** The keys as a JSON array, in the order of {@link #data}. */
    public String keys() {
        try {
            return JSON.writeValueAsString(byKey.keySet());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The counts, packed. */
    public byte[] data() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byKey.values().forEach(counts -> {
            counts.forEach((bucket, count) -> {
                for (long rest = count; rest > 0; rest -= MOST) {
                    entry(data, bucket + 1, (int) Math.min(rest, MOST));
                }
            });
            entry(data, END, 0);
        });
        return data.toByteArray();
    }

    private static void entry(ByteArrayOutputStream data, int bucket, int count) {
        data.write(bucket >> BYTE);
        data.write(bucket);
        data.write(count);
    }

    private static List<String> texts(String keys) {
        try {
            return JSON.readValue(keys, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON array of texts: " + keys, e);
        }
    }
}
