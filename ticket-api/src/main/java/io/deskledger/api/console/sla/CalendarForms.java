package io.deskledger.api.console.sla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.sla.policy.SlaCalendar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns calendars into the form that edits them, and the form into what {@code POST /sla/calendars} takes. */
final class CalendarForms {

    static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    static final int SPARE_HOLIDAYS = 3;

    private static final int BOUNDS = 2;

    private CalendarForms() {}

    /** The form that the calendar as it is fills in. */
    static Form of(SlaCalendar calendar) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of(calendar.name()));
        fields.put("version", List.of(Long.toString(calendar.version())));
        fields.put("zone", List.of(calendar.zone()));
        fields.put("stop_while_waiting", List.of(Boolean.toString(calendar.stopWhileWaiting())));
        for (String day : DAYS) {
            fields.put("hours." + day, List.of(hours(calendar.hours().path(day))));
        }
        for (JsonNode holiday : calendar.holidays()) {
            add(fields, "name", holiday.path("name").asText());
            add(fields, "date", holiday.path("date").asText());
            add(fields, "until", holiday.path("until").asText(""));
            add(fields, "yearly", holiday.path("yearly").asText("false"));
        }
        return new Form(fields);
    }

    /** The hours of a day in one line. */
    static String hours(JsonNode day) {
        List<String> all = new ArrayList<>();
        day.forEach(
                one -> all.add(one.path("from").asText() + "-" + one.path("to").asText()));
        return String.join(", ", all);
    }

    /** What the form says. */
    static ObjectNode body(Form form) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", form.text("name"));
        body.put("zone", form.text("zone"));
        body.put("stop_while_waiting", form.flag("stop_while_waiting"));
        ObjectNode hours = body.putObject("hours");
        for (String day : DAYS) {
            day(hours, day, form.text("hours." + day));
        }
        holidays(body, form);
        return body;
    }

    private static void day(ObjectNode hours, String day, String text) {
        var all = hours.putArray(day);
        for (String one : text.split(",", -1)) {
            if (!one.isBlank()) {
                String[] bounds = one.strip().split("\\s*[-–]\\s*", BOUNDS);
                all.addObject()
                        .put("from", padded(bounds[0]))
                        .put("to", bounds.length < BOUNDS ? "" : padded(bounds[1]));
            }
        }
    }

    private static String padded(String time) {
        String whole = time.matches("\\d{1,2}") ? time + ":00" : time;
        return whole.matches("\\d:.*") ? "0" + whole : whole;
    }

    private static void holidays(ObjectNode body, Form form) {
        var holidays = body.putArray("holidays");
        List<String> names = form.all("holiday.name");
        for (int i = 0; i < names.size(); i++) {
            String date = PolicyForms.at(form.all("holiday.date"), i);
            if (names.get(i).isBlank() && date.isBlank()) {
                continue;
            }
            ObjectNode holiday =
                    holidays.addObject().put("name", names.get(i).strip()).put("date", date);
            String until = PolicyForms.at(form.all("holiday.until"), i);
            if (!until.isBlank()) {
                holiday.put("until", until);
            }
            holiday.put("yearly", PolicyForms.at(form.all("holiday.yearly"), i).equals("true"));
        }
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        fields.computeIfAbsent("holiday." + name, _ -> new ArrayList<>()).add(value);
    }
}
