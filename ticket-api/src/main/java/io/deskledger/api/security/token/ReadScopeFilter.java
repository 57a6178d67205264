package io.deskledger.api.security.token;

import io.deskledger.api.http.ApiRequests;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.Authentication;

/** Keeps tokens that may only read from everything else. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(ReadScopeFilter.AFTER_SECURITY)
final class ReadScopeFilter {

    static final int AFTER_SECURITY = 39_400;

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!ApiRequests.isWrite(request)) {
            return;
        }
        boolean readOnly = request.getUserPrincipal(Authentication.class)
                .flatMap(TokenGrant::of)
                .filter(grant -> !grant.mayWrite())
                .isPresent();
        if (readOnly) {
            throw new ProblemException.Forbidden(
                    "This API token has the scope read, which is for GET only; a write needs one with the scope write");
        }
    }
}
