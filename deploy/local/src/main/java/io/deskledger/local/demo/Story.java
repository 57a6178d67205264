package io.deskledger.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.local.api.ApiClient.NewUser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A ticket's history while it is told: each step comes after the one before, and none after the present. */
final class Story {

    private final ArrayNode history = JsonNodeFactory.instance.arrayNode();
    private final Instant present;
    private Instant at;
    private boolean over;

    Story(Instant created, Instant present) {
        this.at = created;
        this.present = present;
    }

    ArrayNode history() {
        return history;
    }

    Instant at() {
        return at;
    }

    /** Moves on in time; what would come after the present has not happened. */
    Story later(Duration by) {
        return until(at.plus(by));
    }

    Story until(Instant moment) {
        at = moment.truncatedTo(ChronoUnit.SECONDS);
        over |= !at.isBefore(present);
        return this;
    }

    /** Nothing happens from here on. */
    void stall() {
        over = true;
    }

    void assign(NewUser actor, NewUser assignee) {
        step(actor).set("assignee", person(assignee));
    }

    void status(NewUser actor, String status) {
        step(actor).put("status", status);
    }

    void priority(NewUser actor, String priority) {
        step(actor).put("priority", priority);
    }

    void reply(NewUser actor, String content) {
        comment(step(actor), content, false);
    }

    void note(NewUser actor, String content) {
        comment(step(actor), content, true);
    }

    void reply(NewUser actor, String content, String status) {
        ObjectNode step = step(actor).put("status", status);
        comment(step, content, false);
    }

    private ObjectNode step(NewUser actor) {
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.put("at", at.toString()).set("actor", person(actor));
        if (!over) {
            history.add(step);
        }
        return step;
    }

    private static void comment(ObjectNode step, String content, boolean internal) {
        step.putObject("comment").put("content", content).put("is_internal", internal);
    }

    static ObjectNode person(NewUser user) {
        return JsonNodeFactory.instance.objectNode().put("email", user.email()).put("full_name", user.fullName());
    }
}
