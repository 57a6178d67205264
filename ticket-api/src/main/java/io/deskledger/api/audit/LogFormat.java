package io.deskledger.api.audit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;

/** How the log can be had. */
enum LogFormat {
    JSON(MediaType.APPLICATION_JSON),
    CSV(MediaType.TEXT_CSV),
    NDJSON(LogFormat.NDJSON_TYPE);

    static final String NDJSON_TYPE = "application/x-ndjson";

    private final String type;

    LogFormat(String type) {
        this.type = type;
    }

    MediaType mediaType() {
        return MediaType.of(type);
    }

    /** The one that the request asks for first. */
    static LogFormat of(HttpRequest<?> request) {
        for (MediaType accepted : request.accept()) {
            for (LogFormat format : values()) {
                if (accepted.matches(format.mediaType())) {
                    return format;
                }
            }
        }
        return JSON;
    }
}
