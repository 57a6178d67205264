package io.deskledger.api.imports;

import io.deskledger.api.outbox.Outbox;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works one import after the other, batch by batch, each from where it was committed last. */
@Singleton
final class ImportWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

    /** How long a batch gives way while the relay has a lot to do: writers at their desks come first. */
    private static final Duration GIVE_WAY = Duration.ofMillis(250);

    private final ImportUploads uploads;
    private final BatchImporter importer;
    private final Outbox outbox;
    private final ImportSettings settings;
    private final LineParser parser;
    private final UUID worker = UUID.randomUUID();

    ImportWorker(ImportUploads uploads, BatchImporter importer, Outbox outbox, ImportSettings settings, Clock clock) {
        this.uploads = uploads;
        this.importer = importer;
        this.outbox = outbox;
        this.settings = settings;
        this.parser = new LineParser(clock);
    }

    /**
     * Works the next import that nobody works to its end, or until told to stop.
     *
     * @return whether there was one
     */
    boolean runOnce(BooleanSupplier running) throws IOException, InterruptedException {
        Optional<ImportRun> claimed = importer.claim(worker);
        if (claimed.isEmpty()) {
            return false;
        }
        ImportRun start = claimed.get();
        LOG.info("Import {}: going on behind line {}", start.id(), start.lines());
        long started = System.nanoTime();
        ImportRun end = work(start, running);
        double seconds = (System.nanoTime() - started) / 1e9;
        long rate = Math.round((end.lines() - start.lines()) / seconds);
        LOG.info("Import {}: stopped behind line {}, {} lines/s", end.id(), end.lines(), rate);
        return true;
    }

    private ImportRun work(ImportRun claimed, BooleanSupplier running) throws IOException, InterruptedException {
        ImportRun run = claimed;
        LineReader reader = reader(run);
        long careful = 0;
        while (running.getAsBoolean()) {
            boolean single = run.bytes() < careful;
            ImportBatch batch = ImportBatch.read(reader, parser, run, single ? 1 : settings.batchLines());
            try {
                run = workOrRefuse(run, batch, single);
                if (batch.last()) {
                    return run;
                }
            } catch (UnstorableException e) {
                LOG.warn("Import {}: a line behind {} can't be stored; looking for it", run.id(), run.lines(), e);
                careful = batch.end();
                reader = reader(run);
            }
            giveWay();
        }
        importer.giveBack(run);
        return run;
    }

    private ImportRun workOrRefuse(ImportRun run, ImportBatch batch, boolean single) {
        try {
            return run.after(importer.work(run, batch), batch);
        } catch (UnstorableException e) {
            if (!single) {
                throw e;
            }
            ImportBatch refusing = batch.refusing("the line can't be stored: " + e.reason());
            return run.after(importer.work(run, refusing), refusing);
        }
    }

    private void giveWay() throws InterruptedException {
        if (outbox.backlog() > settings.crowdedAt()) {
            Thread.sleep(GIVE_WAY);
        }
    }

    private LineReader reader(ImportRun run) {
        return new LineReader(
                new ChunkStream(number -> uploads.chunk(run.id(), number), run.bytes()), run.lines(), run.bytes());
    }
}
