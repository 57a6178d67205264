package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.model.sla.Holiday;
import io.deskledger.model.sla.InvalidSlaException;
import io.deskledger.model.sla.SlaJson;
import io.deskledger.model.sla.WorkCalendar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an admin decides of a calendar.
 *
 * @param name unique, whatever its case
 * @param zone a time zone's name
 * @param hours when it is open, by day of the week
 * @param holidays days without hours
 * @param stopWhileWaiting whether its clocks stand still while a ticket waits on the customer, where a target says
 *     nothing
 */
public record CalendarContent(String name, String zone, JsonNode hours, JsonNode holidays, boolean stopWhileWaiting) {

    static final int MAX_NAME = 100;
    private static final String HOLIDAYS = "holidays";

    /** Reads it by its rules; what is wrong names its field. */
    public static CalendarContent read(JsonBody body) {
        JsonFields fields = body.fields();
        String name = fields.text("name", 1, MAX_NAME);
        String zone = fields.text("zone", 1, MAX_NAME);
        fields.required("hours");
        fields.has(HOLIDAYS);
        fields.notNull("stop_while_waiting");
        boolean stops = fields.flag("stop_while_waiting", false);
        if (fields.isSound()) {
            try {
                WorkCalendar calendar = SlaJson.calendar(body.root());
                fields.check();
                return new CalendarContent(
                        name, zone, SlaJson.json(calendar.hours()), SlaJson.json(calendar.holidays()), stops);
            } catch (InvalidSlaException e) {
                fields.reject(e.field(), e.rule());
            }
        }
        fields.check();
        throw fields.invalid();
    }

    /** The content after a merge patch, held against the rules as a whole. */
    CalendarContent patched(ObjectNode patch) {
        return read(new JsonBody(MergePatch.apply(json(), patch)));
    }

    /** The content with these holidays besides its own; those that it has already are not added again. */
    CalendarContent withHolidays(List<Holiday> more) {
        ObjectNode json = json();
        List<Holiday> all = new ArrayList<>(SlaJson.holidays(holidays));
        more.stream().filter(holiday -> !all.contains(holiday)).forEach(all::add);
        json.set(HOLIDAYS, SlaJson.json(all));
        return read(new JsonBody(json));
    }

    Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("name", TextNode.valueOf(name));
        fields.put("zone", TextNode.valueOf(zone));
        fields.put("hours", hours);
        fields.put(HOLIDAYS, holidays);
        fields.put("stop_while_waiting", BooleanNode.valueOf(stopWhileWaiting));
        return fields;
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        fields().forEach(json::set);
        return json;
    }
}
