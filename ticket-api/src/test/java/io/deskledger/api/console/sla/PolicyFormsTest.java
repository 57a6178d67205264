package io.deskledger.api.console.sla;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.sla.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that is saved as the form shows it stays what it is. */
class PolicyFormsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", 'stop_while_waiting': true",
                ", 'stop_while_waiting': false",
                ", 'paused_in': ['in_progress']",
                ", 'paused_in': ['in_progress', 'waiting_on_customer']"
            })
    void whatIsSavedUnchangedStays(String pauses) throws JsonProcessingException {
        ObjectNode targets = targets(pauses);
        Form form = PolicyForms.of(policy(targets, NOW), NOW);

        ObjectNode patched = MergePatch.apply(JSON.createObjectNode().set("targets", targets), patch(form));

        assertThat(patched.get("targets")).isEqualTo(targets);
    }

    @Test
    void aListOfThePausesThatHaveAShortNameIsSaidByIt() throws JsonProcessingException {
        assertThat(patch(PolicyForms.of(policy(targets(", 'paused_in': ['waiting_on_customer']"), NOW), NOW))
                        .at("/targets/resolution/stop_while_waiting")
                        .booleanValue())
                .isTrue();
        assertThat(patch(PolicyForms.of(policy(targets(", 'paused_in': []"), NOW), NOW))
                        .at("/targets/resolution/stop_while_waiting"))
                .isEqualTo(JSON.readTree("false"));
    }

    @Test
    void aTimeIsShownWhileItIsToCome() throws JsonProcessingException {
        Instant later = Instant.parse("2026-04-01T12:30:00.5Z");

        assertThat(patch(PolicyForms.of(policy(targets(""), later), NOW))
                        .get("effective_from")
                        .textValue())
                .isEqualTo("2026-04-01T12:30Z");
        assertThat(patch(PolicyForms.of(policy(targets(""), NOW), NOW))
                        .get("effective_from")
                        .isNull())
                .isTrue();
    }

    @Test
    void aValueMayHaveACommaInIt() throws JsonProcessingException {
        JsonNode condition = JSON.readTree("{\"company\": [\"Miller, Smith & Co.\", \"ACME\"], \"tag\": [\"vip\"]}");
        Policy policy = new Policy(
                1, "Gold", 1, false, condition, targets(""), 80, JSON.createArrayNode(), 1, 1, NOW, 1, NOW, NOW);

        Form form = PolicyForms.of(policy, NOW);

        assertThat(form.text("condition.company")).isEqualTo("Miller, Smith & Co.\nACME");
        assertThat(MergePatch.apply(JSON.createObjectNode().set("condition", condition.deepCopy()), patch(form))
                        .get("condition"))
                .isEqualTo(condition);
    }

    @Test
    void whoeverIsNamedByTheirEmailIsFound() {
        Form form = new Form(Map.of(
                "action.on", List.of("breach", "breach"),
                "action.do", List.of("reassign", "reassign"),
                "action.user", List.of(" anna@example.org", "nobody@example.org")));

        JsonNode actions = PolicyForms.body(
                        PolicyForms.withIds(
                                form, email -> email.equals("anna@example.org") ? Optional.of(7L) : Optional.empty()),
                        false)
                .get("actions");

        assertThat(actions.at("/0/assignee_id").intValue()).isEqualTo(7);
        assertThat(actions.at("/1/assignee_id").textValue()).isEqualTo("nobody@example.org");
    }

    private static ObjectNode patch(Form form) {
        return PolicyForms.withTime(PolicyForms.body(form, true), form, true);
    }

    private static ObjectNode targets(String pauses) throws JsonProcessingException {
        String text = "{'resolution': {'seconds': {'low': 3600}, 'calendar_id': 1" + pauses + "}}";
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    private static Policy policy(JsonNode targets, Instant from) {
        JsonNode none = JSON.createObjectNode();
        return new Policy(1, "Gold", 1, false, none, targets, 80, JSON.createArrayNode(), 1, 1, from, 1, NOW, NOW);
    }
}
