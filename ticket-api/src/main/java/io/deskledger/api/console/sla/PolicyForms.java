package io.deskledger.api.console.sla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Choices;
import io.deskledger.api.console.Form;
import io.deskledger.api.sla.policy.Policy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns policies into the form that edits them, and the form into what {@code POST /sla/policies} takes. */
final class PolicyForms {

    static final List<String> KINDS = List.of("first_response", "next_response", "resolution");
    static final List<String> PRIORITIES = Choices.PRIORITIES;
    static final List<String> LISTS = List.of("category", "tag", "company", "account_type");
    static final int SPARE_ACTIONS = 2;

    /** In which statuses a clock can pause, as the form offers it; the first two are {@link #STOPS}. */
    static final List<String> PAUSES = List.of("false", "true", "in_progress", "in_progress,waiting_on_customer");

    static final String FROM = "effective_from";

    private static final String STOPS = "stop_while_waiting";
    private static final String PAUSED_IN = "paused_in";
    private static final Pattern LOCAL_TIME = Pattern.compile("[0-9-]{10}T[0-9:.]{5,12}");
    private static final String CALENDAR = "calendar_id";
    private static final String ROLE = "role:";
    private static final String REASSIGN = "reassign";
    private static final String PERSON = "action.user";

    private PolicyForms() {}

    /** The form that the policy as it is fills in; with its time where that is to come. */
    static Form of(Policy policy, Instant now) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of(policy.name()));
        fields.put("version", List.of(Long.toString(policy.version())));
        fields.put("warn_percent", List.of(Integer.toString(policy.warnPercent())));
        fields.put("condition.priority", texts(policy.condition().path("priority")));
        LISTS.forEach(list -> fields.put(
                "condition." + list,
                List.of(String.join("\n", texts(policy.condition().path(list))))));
        for (String kind : KINDS) {
            JsonNode target = policy.targets().path(kind);
            String prefix = "targets." + kind + ".";
            for (var one : target.path("seconds").properties()) {
                fields.put(
                        prefix + "seconds." + one.getKey(),
                        List.of(Times.text(one.getValue().longValue())));
            }
            fields.put(prefix + CALENDAR, List.of(target.path(CALENDAR).asText()));
            fields.put(prefix + PAUSED_IN, List.of(pauses(target)));
        }
        if (policy.effectiveFrom().isAfter(now)) {
            fields.put(
                    FROM,
                    List.of(LocalDateTime.ofInstant(policy.effectiveFrom(), ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString()));
        }
        fields.putAll(actions(policy.actions()));
        return new Form(fields);
    }

    private static String pauses(JsonNode target) {
        if (!target.hasNonNull(PAUSED_IN)) {
            return target.path(STOPS).asText();
        }
        String statuses =
                texts(target.path(PAUSED_IN)).stream().distinct().sorted().collect(Collectors.joining(","));
        return switch (statuses) {
            case "" -> "false";
            case "waiting_on_customer" -> "true";
            default -> statuses;
        };
    }

    /**
     * From when on the form's policy counts, which is no part of a draft.
     *
     * @param patch whether to say so where that is now, for a policy that is there
     */
    static ObjectNode withTime(ObjectNode body, Form form, boolean patch) {
        String said = form.text(FROM).strip();
        if (!said.isEmpty()) {
            body.put(FROM, LOCAL_TIME.matcher(said).matches() ? said + "Z" : said);
        } else if (patch) {
            body.putNull(FROM);
        }
        return body;
    }

    private static Map<String, List<String>> actions(JsonNode actions) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        List.of("on", "target", "do", "user").forEach(name -> fields.put("action." + name, new ArrayList<>()));
        for (JsonNode action : actions) {
            String what = action.path("action").asText();
            if (action.hasNonNull("role")) {
                what = ROLE + action.path("role").asText();
            } else if (action.hasNonNull("assignee_id")) {
                what = REASSIGN;
            }
            add(fields, "on", action.path("on").asText());
            add(fields, "target", action.path("target").asText(""));
            add(fields, "do", what);
            add(fields, "user", action.path("assignee_id").asText(""));
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
                list(condition, name, form.text("condition." + name).lines().toList(), patch));
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
                put(seconds, priority, read);
            } else if (!text.isBlank()) {
                seconds.put(priority, text);
            } else if (patch) {
                seconds.putNull(priority);
            }
        }
        number(target, CALENDAR, form.text(prefix + CALENDAR));
        pauses(target, form.text(prefix + PAUSED_IN), patch);
    }

    private static void pauses(ObjectNode target, String said, boolean patch) {
        if (patch) {
            target.putNull(STOPS).putNull(PAUSED_IN);
        }
        if (said.equals("true") || said.equals("false")) {
            target.put(STOPS, said.equals("true"));
        } else if (!said.isEmpty()) {
            ArrayNode statuses = target.putArray(PAUSED_IN);
            for (String status : said.split(",", -1)) {
                statuses.add(status);
            }
        }
    }

    /** The form with the ids of those whom it names by their e-mail; whoever is nobody's is left to be refused. */
    static Form withIds(Form form, Function<String, Optional<Long>> idOf) {
        Map<String, List<String>> fields = new LinkedHashMap<>(form.values());
        fields.computeIfPresent(
                PERSON,
                (_, people) -> people.stream()
                        .map(email ->
                                idOf.apply(email.strip()).map(String::valueOf).orElse(email.strip()))
                        .toList());
        return new Form(fields);
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
            } else if (one.equals(REASSIGN)) {
                action.put("action", REASSIGN);
                number(action, "assignee_id", at(form.all(PERSON), i));
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
            put(body, name, Long.parseLong(text));
        } else {
            body.put(name, text);
        }
    }

    /** As a request's number is read, so that what is saved unchanged is no change. */
    private static void put(ObjectNode body, String name, long value) {
        if (value == (int) value) {
            body.put(name, (int) value);
        } else {
            body.put(name, value);
        }
    }
}
