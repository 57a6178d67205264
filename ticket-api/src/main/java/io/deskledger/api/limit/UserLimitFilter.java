package io.deskledger.api.limit;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.security.authentication.Authentication;

/** Counts the requests of each user, whatever session or API token they come with. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(UserLimitFilter.AFTER_SECURITY)
final class UserLimitFilter implements ConditionalFilter {

    static final int AFTER_SECURITY = 39_300;

    private final Allowances<String> users;

    UserLimitFilter(RateLimitSettings settings) {
        this.users = new Allowances<>(settings.user());
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return users.isLimited() && LimitedPaths.isCounted(request);
    }

    @RequestFilter
    void count(HttpRequest<?> request) {
        request.getUserPrincipal(Authentication.class)
                .ifPresent(user -> users.take(user.getName()).settle(request, "user"));
    }
}
