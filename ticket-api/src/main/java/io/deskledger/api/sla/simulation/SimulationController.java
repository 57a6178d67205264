package io.deskledger.api.sla.simulation;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.report.ReportedZone;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.ZoneId;

/** What if, over HTTP: for admins. */
@Controller("/api/v1/sla/simulate")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SimulationController {

    private final Simulation simulation;
    private final SimulationGate gate;
    private final ReportedZone reportedZone;

    SimulationController(Simulation simulation, SimulationGate gate, ReportedZone reportedZone) {
        this.simulation = simulation;
        this.gate = gate;
        this.reportedZone = reportedZone;
    }

    @Post
    @Status(HttpStatus.OK)
    SimulationResult simulate(@Body JsonBody body) {
        SimulationRequest request = SimulationRequest.read(body);
        ZoneId zone = reportedZone.get();
        return gate.pass(() -> simulation.run(request, zone));
    }
}
