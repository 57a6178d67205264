package io.deskledger.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorFilterTest {

    private static final String TOKEN = "a token of 16 or more";
    private static final String NEIGHBOUR = "192.0.2.7";

    private final OperatorFilter filter = new OperatorFilter(new MetricsToken(TOKEN));

    @ParameterizedTest
    @ValueSource(strings = {"/prometheus", "/backfill", "/reconciliation", "/", "/healthy", "/prometheus/health"})
    void refusesOtherMachinesWithoutTheToken(String path) {
        var refusal = filter.check(new Call(path, NEIGHBOUR, null)).orElseThrow();
        assertThat(refusal.status().getCode()).isEqualTo(HttpStatus.UNAUTHORIZED.getCode());
        assertThat(refusal.getHeaders().get(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
        assertThat(filter.check(new Call(path, NEIGHBOUR, "Bearer a token of 16 or mora")))
                .isPresent();
        assertThat(filter.check(new Call(path, NEIGHBOUR, TOKEN))).isPresent();
        assertThat(filter.check(new Call(path, NEIGHBOUR, "Bearer "))).isPresent();
    }

    @Test
    void letsInWhoHasTheTokenOrIsOnThisMachine() {
        assertThat(filter.check(new Call("/prometheus", NEIGHBOUR, "Bearer " + TOKEN)))
                .isEmpty();
        assertThat(filter.check(new Call("/prometheus", "127.0.0.1", null))).isEmpty();
        assertThat(filter.check(new Call("/prometheus", "::1", null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/readiness", "/health/liveness"})
    void tellsEverybodyWhetherItIsHealthy(String path) {
        assertThat(filter.check(new Call(path, NEIGHBOUR, null))).isEmpty();
    }

    @Test
    void nobodyHasATokenThatIsNotConfigured() {
        OperatorFilter without = new OperatorFilter(new MetricsToken(""));
        assertThat(without.check(new Call("/prometheus", NEIGHBOUR, "Bearer ")).map(HttpResponse::code))
                .contains(401);
        assertThat(without.check(new Call("/prometheus", NEIGHBOUR, null))).isPresent();
    }

    @Test
    void refusesATokenThatCouldBeGuessed() {
        assertThatThrownBy(() -> new MetricsToken("short"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DESKLEDGER_METRICS_TOKEN")
                .hasMessageNotContaining("short");
    }

    private static final class Call extends SimpleHttpRequest<Object> {

        private final String peer;

        Call(String path, String peer, @Nullable String authorization) {
            super(HttpMethod.GET, path, null);
            this.peer = peer;
            if (authorization != null) {
                getHeaders().add(HttpHeaders.AUTHORIZATION, authorization);
            }
        }

        @Override
        public InetSocketAddress getRemoteAddress() {
            return new InetSocketAddress(peer, 40_000);
        }
    }
}
