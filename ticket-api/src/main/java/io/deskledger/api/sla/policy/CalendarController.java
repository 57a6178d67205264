package io.deskledger.api.sla.policy;

import io.deskledger.api.http.JsonBody;
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
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Calendars over HTTP: staff read, admins write. */
@Controller("/api/v1/sla/calendars")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CalendarController {

    private final CalendarService service;
    private final SlaReadService reads;

    CalendarController(CalendarService service, SlaReadService reads) {
        this.service = service;
        this.reads = reads;
    }

    @Post
    HttpResponse<SlaCalendar> create(@Body JsonBody body, Caller caller) {
        SlaCalendar calendar = service.create(CalendarContent.read(body), caller);
        return withTag(HttpResponse.created(calendar, URI.create("/api/v1/sla/calendars/" + calendar.id())));
    }

    @Get
    @Secured({Roles.AGENT, Roles.ADMIN})
    Page<SlaCalendar> list() {
        return reads.calendars();
    }

    @Get("/{id}")
    @Secured({Roles.AGENT, Roles.ADMIN})
    HttpResponse<SlaCalendar> get(long id) {
        return withTag(HttpResponse.ok(reads.calendar(id)));
    }

    @Patch("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<SlaCalendar> update(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return withTag(HttpResponse.ok(service.update(id, body.root(), ifMatch, caller)));
    }

    /** Adds the all-day events of an iCalendar file. */
    @Post("/{id}/holidays")
    @Consumes("text/calendar")
    HttpResponse<SlaCalendar> addHolidays(
            long id, @Body InputStream body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return withTag(HttpResponse.ok(service.addHolidays(id, HolidayFile.read(body), ifMatch, caller)));
    }

    @Delete("/{id}")
    HttpResponse<Void> delete(long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        service.delete(id, ifMatch, caller);
        return HttpResponse.noContent();
    }

    private static HttpResponse<SlaCalendar> withTag(MutableHttpResponse<SlaCalendar> response) {
        long version = response.getBody().map(SlaCalendar::version).orElseThrow();
        return response.header(HttpHeaders.ETAG, Versions.etag(version));
    }
}
