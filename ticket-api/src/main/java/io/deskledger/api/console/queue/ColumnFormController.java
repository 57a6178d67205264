package io.deskledger.api.console.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.preference.PreferencePatch;
import io.deskledger.api.preference.PreferenceService;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;

/** Takes which columns somebody wants to see in every list, and leads back to the one they came from. */
@Controller("/account/queue-columns")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ColumnFormController {

    private final PreferenceService preferences;

    ColumnFormController(PreferenceService preferences) {
        this.preferences = preferences;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> choose(@Body Form form, Visit visit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (form.flag("usual")) {
            body.putNull(PreferencePatch.QUEUE_COLUMNS);
        } else {
            var columns = body.putArray(PreferencePatch.QUEUE_COLUMNS);
            form.all("columns").forEach(columns::add);
        }
        preferences.change(PreferencePatch.read(new JsonBody(body)), null, visit.caller());
        return HttpResponse.seeOther(
                URI.create("/tickets?" + QueueSearch.parse(form.text("query")).query()));
    }
}
