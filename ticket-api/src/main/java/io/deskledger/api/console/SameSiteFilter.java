package io.deskledger.api.console;

import io.deskledger.api.http.ApiRequests;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;

/** Refuses writes that the browser itself says another site made, and whatever is no form and does not prove itself. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(SameSiteFilter.AFTER_SECURITY)
final class SameSiteFilter {

    static final int AFTER_SECURITY = 39_450;
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!ApiRequests.isWrite(request) || ApiRequests.isOfApi(request)) {
            return;
        }
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null && !OURS.contains(site)) {
            throw new ProblemException.Forbidden("Another site sent this; open the page here and try again");
        }
        boolean form = request.getContentType()
                .filter(type -> type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE))
                .isPresent();
        if (!form) {
            Csrf.require(request.getHeaders(), null);
        }
    }
}
