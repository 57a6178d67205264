package io.deskledger.api.console.sla;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.report.ReportedZone;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sla.policy.PolicyService;
import io.deskledger.api.sla.reevaluation.Reevaluation;
import io.deskledger.api.sla.reevaluation.ReevaluationCommand;
import io.deskledger.api.sla.reevaluation.ReevaluationService;
import io.deskledger.api.sla.simulation.Simulation;
import io.deskledger.api.sla.simulation.SimulationGate;
import io.deskledger.api.sla.simulation.SimulationRequest;
import io.deskledger.api.sla.simulation.SimulationResult;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the forms around policies into the API's commands, and has them done. */
@Singleton
final class SlaDeeds {

    private final PolicyService policies;
    private final Simulation simulation;
    private final SimulationGate gate;
    private final ReportedZone zone;
    private final ReevaluationService reevaluations;

    SlaDeeds(
            PolicyService policies,
            Simulation simulation,
            SimulationGate gate,
            ReportedZone zone,
            ReevaluationService reevaluations) {
        this.policies = policies;
        this.simulation = simulation;
        this.gate = gate;
        this.zone = zone;
        this.reevaluations = reevaluations;
    }

    void save(long id, Form form, Caller caller) {
        if (id == 0) {
            policies.create(new JsonBody(PolicyForms.withTime(PolicyForms.body(form, false), form, false)), caller);
        } else {
            policies.update(id, PolicyForms.withTime(PolicyForms.body(form, true), form, true), form.ifMatch(), caller);
        }
    }

    void delete(long id, Form form, Caller caller) {
        policies.delete(id, form.ifMatch(), caller);
    }

    void order(Form form, Caller caller) {
        Form each =
                new Form(Map.of("policy_ids", List.of(form.text("policy_ids").split(",", -1))));
        ObjectNode body = each.withIds(JsonNodeFactory.instance.objectNode(), "policy_ids", "policy_ids");
        var fields = new JsonBody(body).fields();
        var ids = fields.ids("policy_ids", PolicyService.MOST);
        fields.check();
        policies.order(ids, caller);
    }

    /** What the policy of the form would have made of a past range. */
    SimulationResult simulate(long id, Form form) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("from", form.text("from")).put("to", form.text("to"));
        if (!form.text("target").isEmpty()) {
            body.put("target", form.text("target"));
        }
        if (id != 0) {
            body.put("policy_id", id);
        }
        body.set("policy", PolicyForms.body(form, false));
        SimulationRequest request = SimulationRequest.read(new JsonBody(body));
        return gate.pass(() -> simulation.run(request, zone.get()));
    }

    /** Says what holding the form's open tickets to the policies of now would change, or does it. */
    Reevaluation reevaluate(Form form, Caller caller) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("dry_run", !form.flag("sure"));
        ObjectNode filter = body.putObject("filter");
        filter.putArray("status").add("open").add("in_progress").add("waiting_on_customer");
        Stream.of("priority", "category")
                .filter(name -> !form.text(name).isBlank())
                .forEach(name -> filter.putArray(name).add(form.text(name).strip()));
        day(filter, "created_after", form.text("from"), 0);
        day(filter, "created_before", form.text("to"), 1);
        return reevaluations.run(ReevaluationCommand.read(new JsonBody(body).fields(), caller), caller);
    }

    /** Names the start of a day of the reports, or of one that many later; what is no day is left to be refused. */
    private void day(ObjectNode filter, String name, String said, int later) {
        if (said.isBlank()) {
            return;
        }
        String at = said;
        try {
            at = LocalDate.parse(said)
                    .plusDays(later)
                    .atStartOfDay(zone.get())
                    .toInstant()
                    .toString();
        } catch (DateTimeException e) {
            // Said by the command's rules.
        }
        filter.putArray(name).add(at);
    }
}
