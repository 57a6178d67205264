package io.deskledger.api.security;

import io.deskledger.api.http.Standing;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Asks {@link LiveGrants} about the grant that let the request in; one that nobody had to be let in for goes on. */
@Singleton
final class GrantStanding implements Standing {

    private final LiveGrants grants;

    GrantStanding(LiveGrants grants) {
        this.grants = grants;
    }

    @Override
    public BooleanSupplier of(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .flatMap(GrantBinder::grant)
                .<BooleanSupplier>map(grant -> () -> isLiving(grant.withoutEnd()))
                .orElse(() -> true);
    }

    private boolean isLiving(Grant grant) {
        return !grants.living(List.of(grant)).isEmpty();
    }
}
