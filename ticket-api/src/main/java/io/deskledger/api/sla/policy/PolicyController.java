package io.deskledger.api.sla.policy;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.Versions;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies of service levels over HTTP: staff read, admins write. */
@Controller("/api/v1/sla/policies")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PolicyController {

    private final PolicyService service;
    private final SlaReadService reads;

    PolicyController(PolicyService service, SlaReadService reads) {
        this.service = service;
        this.reads = reads;
    }

    @Post
    HttpResponse<Policy> create(@Body JsonBody body, Caller caller) {
        Policy policy = service.create(body, caller);
        return withTag(HttpResponse.created(policy, URI.create("/api/v1/sla/policies/" + policy.id())));
    }

    @Get
    @Secured({Roles.AGENT, Roles.ADMIN})
    Page<Policy> list() {
        return reads.policies();
    }

    @Get("/{id}")
    @Secured({Roles.AGENT, Roles.ADMIN})
    HttpResponse<Policy> get(long id) {
        return withTag(HttpResponse.ok(reads.policy(id)));
    }

    @Patch("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<Policy> update(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return withTag(HttpResponse.ok(service.update(id, body.root(), ifMatch, caller)));
    }

    @Delete("/{id}")
    HttpResponse<Void> delete(long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        service.delete(id, ifMatch, caller);
        return HttpResponse.noContent();
    }

    /** Puts the policies in the order of the ids. */
    @Post("/order")
    Page<Policy> order(@Body JsonBody body, Caller caller) {
        JsonFields fields = body.fields();
        fields.required("policy_ids");
        List<Long> ids = fields.ids("policy_ids", PolicyService.MOST);
        fields.check();
        return new Page<>(service.order(ids, caller), null, null);
    }

    private static HttpResponse<Policy> withTag(MutableHttpResponse<Policy> response) {
        long version = response.getBody().map(Policy::version).orElseThrow();
        return response.header(HttpHeaders.ETAG, Versions.etag(version));
    }
}
