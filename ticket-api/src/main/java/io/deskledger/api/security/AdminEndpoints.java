package io.deskledger.api.security;

import io.deskledger.runtime.access.MetricsToken;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.management.endpoint.EndpointSensitivityProcessor;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.security.rules.SensitiveEndpointRule;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Management endpoints that are not open to all are open to admins; {@code /prometheus} also to who has the metrics
 * token, which is good for nothing else.
 */
@Singleton
@Replaces(SensitiveEndpointRule.class)
final class AdminEndpoints extends SensitiveEndpointRule {

    private static final String METRICS = "/prometheus";

    private final MetricsToken token;

    AdminEndpoints(EndpointSensitivityProcessor sensitivity, MetricsToken token) {
        super(sensitivity);
        this.token = token;
    }

    @Override
    protected Publisher<SecurityRuleResult> checkSensitiveAuthenticated(
            HttpRequest<?> request, Authentication authentication, ExecutableMethod<?, ?> method) {
        return answer(authentication.getRoles().contains(Roles.ADMIN));
    }

    @Override
    protected Publisher<SecurityRuleResult> checkSensitiveAnonymous(
            HttpRequest<?> request, ExecutableMethod<?, ?> method) {
        return answer(request.getPath().equals(METRICS) && token.isIn(request));
    }

    private static Publisher<SecurityRuleResult> answer(boolean allowed) {
        return Mono.just(allowed ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
    }
}
