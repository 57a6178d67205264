package io.deskledger.analytics.health;

import java.util.Locale;

/** What has to work for the worker to be ready. */
public enum Part {
    /** The tickets can be read and the summaries are days of our zone. */
    SUMMARIES,
    /** Change events are being consumed. */
    CHANGES,
    /** How far the summaries are complete is known. */
    WATERMARK;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
