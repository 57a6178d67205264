package io.deskledger.api.webhook;

import io.deskledger.api.http.JsonFields;
import io.deskledger.model.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a webhook can ask for: types of events, all of one kind of record ({@code io.deskledger.ticket.*}), or all. */
public final class EventNames {

    static final String FIELD = "events";

    private static final String ALL = "*";
    private static final int MOST = 100;
    private static final int LONGEST = 100;
    private static final Set<String> KNOWN = Arrays.stream(EventType.values())
            .flatMap(type -> matching(type.wire()).stream())
            .collect(Collectors.toUnmodifiableSet());

    private EventNames() {}

    /** Everything that a webhook may have asked for to be told of events of that type. */
    public static List<String> matching(String type) {
        String kind = Arrays.stream(type.split("\\.", -1)).limit(3).collect(Collectors.joining("."));
        return List.of(ALL, kind + ".*", type);
    }

    static List<String> read(JsonFields fields) {
        List<String> events = fields.names(FIELD, MOST, LONGEST);
        if (events.isEmpty() && fields.isSound()) {
            fields.reject(FIELD, "must name at least one type of event");
        }
        Stream.iterate(0, i -> i < events.size(), i -> i + 1)
                .filter(i -> !KNOWN.contains(events.get(i)))
                .forEach(i -> fields.reject(
                        FIELD + "[" + i + "]",
                        "must be a type such as io.deskledger.ticket.created.v1, a kind such as io.deskledger.ticket.*,"
                                + " or *"));
        return events;
    }
}
