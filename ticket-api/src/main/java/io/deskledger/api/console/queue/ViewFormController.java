package io.deskledger.api.console.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.savedview.NewView;
import io.deskledger.api.savedview.SavedView;
import io.deskledger.api.savedview.SavedViewReadService;
import io.deskledger.api.savedview.SavedViewService;
import io.deskledger.api.savedview.SearchParameters;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens, saves and forgets searches; the service says whose. */
@Controller("/views")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ViewFormController {

    private final SavedViewReadService reads;
    private final SavedViewService service;

    ViewFormController(SavedViewReadService reads, SavedViewService service) {
        this.reads = reads;
        this.service = service;
    }

    @Get("/{id}")
    HttpResponse<?> open(long id, Visit visit) {
        return HttpResponse.seeOther(address(reads.get(id, visit.caller())));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> save(@Body Form form, Visit visit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", form.text("name"));
        body.put("shared", form.flag("shared"));
        ObjectNode search = body.putObject("search");
        QueueSearch.parse(form.text("query")).values().forEach((name, all) -> {
            var list = search.putArray(name);
            all.forEach(list::add);
        });
        NewView view = NewView.read(new JsonBody(body).fields(), visit.caller());
        return HttpResponse.seeOther(address(service.create(view, visit.caller())));
    }

    @Post("/{id}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> delete(long id, @Body Form form, Visit visit) {
        service.delete(id, null, visit.caller());
        return HttpResponse.seeOther(URI.create("/"));
    }

    private static URI address(SavedView view) {
        Map<String, List<String>> values = new LinkedHashMap<>(
                SearchParameters.of((ObjectNode) view.search()).values());
        return URI.create("/tickets?" + new QueueSearch(values, Long.toString(view.id())).query());
    }
}
