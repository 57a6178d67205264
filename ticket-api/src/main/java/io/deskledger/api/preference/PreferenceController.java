package io.deskledger.api.preference;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.Versions;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.jspecify.annotations.Nullable;

/** Staff's own choices. */
@Controller("/api/v1/me/preferences")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class PreferenceController {

    private final PreferenceService service;

    PreferenceController(PreferenceService service) {
        this.service = service;
    }

    @Get
    HttpResponse<Preferences> get(Caller caller) {
        return withTag(service.get(caller));
    }

    @Patch
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<Preferences> change(
            @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return withTag(service.change(PreferencePatch.read(body), ifMatch, caller));
    }

    private static HttpResponse<Preferences> withTag(Preferences preferences) {
        return HttpResponse.ok(preferences).header(HttpHeaders.ETAG, Versions.etag(preferences.version()));
    }
}
