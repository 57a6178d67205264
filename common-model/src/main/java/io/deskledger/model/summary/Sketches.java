package io.deskledger.model.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Bucket counts by keys, such as categories, packed as {@code analytics.duration_sketches} holds them: for each key,
 * one after the other, entries of three bytes, which are a bucket and one (two bytes, the higher first) and how many
 * durations it holds (1 to 255; more are entries more), and then {@code ff ff 00}. SQL can make and read that, too.
 *
 * <p>What is added stays packed, and keys are summed up one after the other: counts of one key stay in the processor's
 * nearest memory, those of hundreds don't, and a year of them is 300,000 entries.
 */
public final class Sketches {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final int MOST = 255;
    private static final int BYTE = 8;

    private final SortedSet<String> keys = new TreeSet<>();
    private final List<Part> parts = new ArrayList<>();
    private final Predicate<String> wanted;

    /** Those of one row after the other are mostly the same. */
    private String lastKeys = "[]";

    private Map<String, Integer> lastPlaces = Map.of();

    /**
     * What was added at once.
     *
     * @param places of the keys among each other
     * @param begins where in data each key's entries begin, by its place
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Part(Map<String, Integer> places, int[] begins, byte[] data) {

        static Part of(Map<String, Integer> places, byte[] data) {
            int[] begins = new int[places.size()];
            int at = 0;
            for (int place = 0; place < begins.length; place++) {
                begins[place] = at;
                while (BucketCounts.place(data, at) != BucketCounts.END) {
                    at += BucketCounts.ENTRY;
                }
                at += BucketCounts.ENTRY;
            }
            return new Part(places, begins, data);
        }
    }

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
     * @param of the keys, a JSON array of texts, each of them once
     * @param data kept as it is, so not to be changed any more
     */
    public void add(String of, byte[] data) {
        if (!of.equals(lastKeys)) {
            lastPlaces = new HashMap<>();
            for (String key : texts(of)) {
                lastPlaces.put(key, lastPlaces.size());
                if (wanted.test(key)) {
                    keys.add(key);
                }
            }
            lastKeys = of;
        }
        parts.add(Part.of(lastPlaces, data));
    }

    /**
     * Each key, in their order, with its counts; none of those that nothing was added of.
     *
     * @param told is given counts that hold until it returns
     */
    public void forEach(BiConsumer<String, BucketCounts> told) {
        BucketCounts counts = new BucketCounts();
        for (String key : keys) {
            counts.clear();
            for (Part part : parts) {
                Integer place = part.places.get(key);
                if (place != null) {
                    counts.add(part.data, part.begins[place]);
                }
            }
            told.accept(key, counts);
        }
    }

    /** The keys as a JSON array, in the order of {@link #data}. */
    public String keys() {
        try {
            return JSON.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The counts, packed. */
    public byte[] data() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        forEach((_, counts) -> {
            counts.forEach((bucket, count) -> {
                for (long rest = count; rest > 0; rest -= MOST) {
                    entry(data, bucket + 1, (int) Math.min(rest, MOST));
                }
            });
            entry(data, BucketCounts.END, 0);
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
