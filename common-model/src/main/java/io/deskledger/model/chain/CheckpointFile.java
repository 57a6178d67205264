package io.deskledger.model.chain;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files of checkpoints, one a line, found by chain and size. Only their places are held in memory. For any number of
 * threads.
 */
public final class CheckpointFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Map<Integer, List<Place>> places = new TreeMap<>();
    private final List<RandomAccessFile> files = new ArrayList<>();
    private final Instant until;
    private long unreadable;

    private CheckpointFile(Instant until) {
        this.until = until;
    }

    /**
     * Reads what the files hold by now.
     *
     * @param until checkpoints made later are left out
     */
    public static CheckpointFile open(List<File> files, Instant until) throws IOException {
        CheckpointFile index = new CheckpointFile(until);
        try {
            for (File file : files) {
                index.add(file);
            }
        } catch (IOException e) {
            index.close();
            throw e;
        }
        // A stable sort: of the same size, the first that was written comes first.
        index.places.values().forEach(chain -> chain.sort(Comparator.comparingLong(Place::size)));
        return index;
    }

    /** The chains that there are checkpoints of. */
    public Set<Integer> chains() {
        return places.keySet();
    }

    /** Lines that are no checkpoints: torn by a power loss, or edited. */
    public long unreadable() {
        return unreadable;
    }

    /** The checkpoints of a chain by rising size, each read when it is asked for. */
    public Iterator<SignedCheckpoint> of(int chain) {
        return places.getOrDefault(chain, List.of()).stream().map(this::read).iterator();
    }

    private void add(File file) throws IOException {
        files.add(new RandomAccessFile(file, "r"));
        try (InputStream in = new BufferedInputStream(new FileInputStream(file), BUFFER)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long begin = 0;
            int next;
            while ((next = in.read()) >= 0) {
                if (next == '\n') {
                    add(line, begin);
                    begin += line.size() + 1L;
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            add(line, begin);
        }
    }

    private void add(ByteArrayOutputStream line, long begin) {
        String text = line.toString(StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        try {
            Checkpoint checkpoint = CheckpointJson.read(text).checkpoint();
            if (!checkpoint.at().isAfter(until)) {
                places.computeIfAbsent(checkpoint.chain(), chain -> new ArrayList<>())
                        .add(new Place(checkpoint.size(), files.size() - 1, begin, line.size()));
            }
        } catch (IllegalArgumentException e) {
            unreadable++;
        }
    }

    private synchronized SignedCheckpoint read(Place place) {
        try {
            RandomAccessFile file = files.get(place.file());
            byte[] line = new byte[place.length()];
            file.seek(place.begin());
            file.readFully(line);
            return CheckpointJson.read(new String(line, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the file of checkpoints can't be read any more", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (RandomAccessFile file : files) {
            file.close();
        }
    }

    private record Place(long size, int file, long begin, int length) {}
}
