package io.deskledger.api.limit;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.Authentication;

/** Counts the requests of each user, whatever session or API token they come with. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(UserLimitFilter.AFTER_SECURITY)
final class UserLimitFilter {

    static final int AFTER_SECURITY = 39_300;

    private final Allowances<String> users;

    UserLimitFilter(RateLimitSettings settings) {
        this.users = new Allowances<>(settings.user());
    }

    @RequestFilter
    void count(HttpRequest<?> request) {
        if (users.isLimited() && LimitedPaths.isCounted(request)) {
            request.getUserPrincipal(Authentication.class)
                    .ifPresent(user -> users.take(user.getName()).settle(request, "user"));
        }
    }
}
