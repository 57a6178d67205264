package io.deskledger.api.report;

import jakarta.inject.Singleton;
import java.time.ZoneId;

/** The zone whose days the reports count, for others who count by days. */
@Singleton
public final class ReportedZone {

    private final Frames frames;

    ReportedZone(Frames frames) {
        this.frames = frames;
    }

    /** The summaries' zone; UTC where there are none yet. */
    public ZoneId get() {
        return frames.zone();
    }
}
