package io.deskledger.api.console.sla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Choices;
import io.deskledger.api.console.Form;
import io.deskledger.api.sla.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns policies into the form that edits them, and the form into what {@code POST /sla/policies} takes. */
final class PolicyForms {

    static final List<String> KINDS = List.of("first_response", "next_response", "resolution");
    static final List<String> PRIORITIES = Choices.PRIORITIES;
    static final List<String> LISTS = List.of("category", "tag", "company", "account_type");
    static final int SPARE_ACTIONS = 2;

    private static final String STOPS = "stop_while_waiting";
    private static final String CALENDAR = "calendar_id";
    private static final String ROLE = "role:";
    private static final String USER = "user:";

    private PolicyForms() {}

    /** The form that the policy as it is fills in. */
    static Form of(Policy policy) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of(policy.name()));
        fields.put("version", List.of(Long.toString(policy.version())));
        fields.put("warn_percent", List.of(Integer.toString(policy.warnPercent())));
        fields.put("condition.priority", texts(policy.condition().path("priority")));
        LISTS.forEach(list -> fields.put(
                "condition." + list,
                List.of(String.join(", ", texts(policy.condition().path(list))))));
        for (String kind : KINDS) {
            JsonNode target = policy.targets().path(kind);
            String prefix = "targets." + kind + ".";
            for (var one : target.path("seconds").properties()) {
                fields.put(
                        prefix + "seconds." + one.getKey(),
                        List.of(Times.text(one.getValue().longValue())));
            }
            fields.put(prefix + CALENDAR, List.of(target.path(CALENDAR).asText()));
            fields.put(prefix + STOPS, List.of(target.path(STOPS).asText()));
        }
        fields.putAll(actions(policy.actions()));
        return new Form(fields);
    }

    private static Map<String, List<String>> actions(JsonNode actions) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        List.of("on", "target", "do").forEach(name -> fields.put("action." + name, new ArrayList<>()));
        for (JsonNode action : actions) {
            String what = action.path("action").asText();
            if (action.hasNonNull("role")) {
                what = ROLE + action.path("role").asText();
            } else if (action.hasNonNull("assignee_id")) {
                what = USER + action.path("assignee_id").asText();
            }
            add(fields, "on", action.path("on").asText());
            add(fields, "target", action.path("target").asText(""));
            add(fields, "do", what);
        }
        return fields;
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        fields.computeIfAbsent("action." + name, _ -> new ArrayList<>()).add(value);
    }

    /**
     * What the form says.
     *
     * @param patch whether to name what was left empty as gone, for a policy that is there
     */
    static ObjectNode body(Form form, boolean patch) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (patch || !form.text("name").isBlank()) {
            body.put("name", form.text("name"));
        }
        if (!form.text("warn_percent").isBlank()) {
            number(body, "warn_percent", form.text("warn_percent"));
        }
        if (!form.flag("fallback")) {
            condition(body.putObject("condition"), form, patch);
        }
        ObjectNode targets = body.putObject("targets");
        for (String kind : KINDS) {
            target(targets, kind, form, patch);
        }
        actions(body, form);
        return body;
    }

    private static void condition(ObjectNode condition, Form form, boolean patch) {
        list(condition, "priority", form.all("condition.priority"), patch);
        LISTS.forEach(name ->
                list(condition, name, List.of(form.text("condition." + name).split(",", -1)), patch));
    }

    private static void list(ObjectNode condition, String name, List<String> values, boolean patch) {
        List<String> given =
                values.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        if (!given.isEmpty()) {
            given.forEach(condition.putArray(name)::add);
        } else if (patch) {
            condition.putNull(name);
        }
    }

    private static void target(ObjectNode targets, String kind, Form form, boolean patch) {
        String prefix = "targets." + kind + ".";
        boolean promised = PRIORITIES.stream()
                .anyMatch(priority -> !form.text(prefix + "seconds." + priority).isBlank());
        if (!promised) {
            if (patch) {
                targets.putNull(kind);
            }
            return;
        }
        ObjectNode target = targets.putObject(kind);
        ObjectNode seconds = target.putObject("seconds");
        for (String priority : PRIORITIES) {
            String text = form.text(prefix + "seconds." + priority);
            Long read = Times.seconds(text);
            if (read != null) {
                seconds.put(priority, read);
            } else if (!text.isBlank()) {
                seconds.put(priority, text);
            } else if (patch) {
                seconds.putNull(priority);
            }
        }
        number(target, CALENDAR, form.text(prefix + CALENDAR));
        String stops = form.text(prefix + STOPS);
        if (!stops.isEmpty()) {
            target.put(STOPS, stops.equals("true"));
        } else if (patch) {
            target.putNull(STOPS);
        }
    }

    private static void actions(ObjectNode body, Form form) {
        var actions = body.putArray("actions");
        List<String> what = form.all("action.do");
        for (int i = 0; i < what.size(); i++) {
            String one = what.get(i);
            if (one.isEmpty()) {
                continue;
            }
            ObjectNode action = actions.addObject();
            action.put("on", at(form.all("action.on"), i));
            if (!at(form.all("action.target"), i).isEmpty()) {
                action.put("target", at(form.all("action.target"), i));
            }
            if (one.startsWith(ROLE)) {
                action.put("action", "notify_role").put("role", one.substring(ROLE.length()));
            } else if (one.startsWith(USER)) {
                action.put("action", "reassign");
                number(action, "assignee_id", one.substring(USER.length()));
            } else {
                action.put("action", one);
            }
        }
    }

    /** The value of that place, or an empty text where the form has none. */
    static String at(List<String> values, int place) {
        return place < values.size() ? values.get(place) : "";
    }

    private static List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(one -> all.add(one.asText()));
        return all;
    }

    /** What is no number is left for the command's rules to refuse. */
    static void number(ObjectNode body, String name, String text) {
        if (text.matches("\\d{1,18}")) {
            body.put(name, Long.parseLong(text));
        } else {
            body.put(name, text);
        }
    }
}
