package io.deskledger.api.console.admin;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.deskledger.api.user.User;
import io.deskledger.api.user.UserFilter;
import io.deskledger.api.user.UserListService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Users: who there is, and what they may do. */
@Controller("/admin")
@Secured(Roles.ADMIN)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UserAdminController {

    private static final String LIST = "/admin/users";
    private static final List<String> TAKEN = List.of("q", "role", "active", "cursor");
    private static final int SHORTEST_SEARCH = 3;

    private final Pages pages;
    private final UserListService lists;
    private final UserForms forms;

    UserAdminController(Pages pages, UserListService lists, UserForms forms) {
        this.pages = pages;
        this.lists = lists;
        this.forms = forms;
    }

    @Get
    HttpResponse<?> home(Visit visit) {
        return HttpResponse.seeOther(URI.create(LIST));
    }

    @Get("/users")
    HttpResponse<String> list(HttpRequest<?> request, Visit visit) {
        return list(request.getParameters().asMap(), new Form(Map.of()), List.of(), visit);
    }

    @Post("/users")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(@Body Form form, Visit visit) {
        try {
            forms.create(form, visit.caller());
            return HttpResponse.seeOther(URI.create(LIST));
        } catch (ProblemException.Invalid invalid) {
            return list(Map.of(), form, invalid.errors(), visit)
                    .toMutableResponse()
                    .status(HttpStatus.BAD_REQUEST);
        }
    }

    @Post("/users/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(long id, @Body Form form, Visit visit) {
        User changed = forms.change(id, form, visit.caller());
        return visit.part()
                ? pages.part(visit, "admin/user", Map.of("user", changed))
                : HttpResponse.seeOther(URI.create(LIST));
    }

    /** Where the list goes on; an empty text where it does not. */
    private static String more(Map<String, List<String>> query, Page<User> page) {
        UriBuilder address = UriBuilder.of(LIST);
        query.forEach((name, values) -> address.queryParam(name, values.toArray()));
        return page.nextCursor() == null
                ? ""
                : address.replaceQueryParam("cursor", page.nextCursor()).build().toString();
    }

    private HttpResponse<String> list(
            Map<String, List<String>> asked, Form form, List<FieldError> errors, Visit visit) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        asked.forEach((name, values) -> {
            boolean tooShort = name.equals("q")
                    && values.stream().anyMatch(value -> value.strip().length() < SHORTEST_SEARCH);
            if (TAKEN.contains(name) && !tooShort && values.stream().noneMatch(String::isBlank)) {
                query.put(name, values);
            }
        });
        Page<User> page = lists.page(UserFilter.read(new QueryParams(query)));
        Map<String, Object> model = Map.of(
                "page", page, "more", more(query, page), "asked", new Form(asked), "form", form, "errors", errors);
        return visit.part() && query.containsKey("cursor")
                ? pages.part(visit, "admin/userrows", model)
                : pages.page(visit, "admin", visit.words().t("admin.users"), "admin/users", model);
    }
}
