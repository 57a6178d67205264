package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A calendar, as the API shows it.
 *
 * @param hours when it is open, by day of the week
 * @param holidays days without hours
 * @param stopWhileWaiting whether clocks stand still while a ticket waits on the customer, where a target says nothing
 */
@Serdeable
public record SlaCalendar(
        long id,
        String name,
        String zone,
        JsonNode hours,
        JsonNode holidays,
        boolean stopWhileWaiting,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    CalendarContent content() {
        return new CalendarContent(name, zone, hours, holidays, stopWhileWaiting);
    }

    SlaCalendar with(CalendarContent content, Instant at) {
        return new SlaCalendar(
                id,
                content.name(),
                content.zone(),
                content.hours(),
                content.holidays(),
                content.stopWhileWaiting(),
                version + 1,
                createdAt,
                at);
    }

    /** As it stands in the versions of policies. */
    ObjectNode definition() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("name", name).put("zone", zone);
        json.set("hours", hours);
        json.set("holidays", holidays);
        return json;
    }
}
