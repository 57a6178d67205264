package io.deskledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of access tokens, and for how long. */
class CheckedTokensTest {

    private static final Instant ISSUED = Instant.parse("2027-01-04T09:00:00Z");
    private static final UUID FAMILY = UUID.fromString("0190b2a0-0000-7000-8000-000000000001");

    private final List<String> validated = new ArrayList<>();
    private final HttpRequest<?> request = HttpRequest.GET("/");
    private Instant now = ISSUED;
    private boolean accepts = true;

    private final JsonWebTokenValidator<JWT, HttpRequest<?>> validator = (token, of) -> {
        validated.add(token);
        return accepts ? Optional.of(token(token)) : Optional.empty();
    };
    private final InstantSource time = () -> now;
    private final CheckedTokens tokens = new CheckedTokens(validator, time.withZone(ZoneOffset.UTC));

    @Test
    void aTokenIsCheckedOnce() {
        assertThat(tokens.access("one", request))
                .isPresent()
                .isEqualTo(tokens.access("one", request))
                .map(access -> access.session().userId())
                .contains(7L);
        assertThat(validated).containsExactly("one");
    }

    @Test
    void onlyTheVeryTextIsFoundAgain() {
        tokens.access("one", request);
        tokens.access("One", request);

        assertThat(validated).containsExactly("one", "One");
    }

    @Test
    void itGivesNothingFromTheInstantOnThatItExpires() {
        tokens.access("one", request);
        accepts = false;
        now = ISSUED.plusSeconds(900).minusNanos(1);
        assertThat(tokens.access("one", request)).isPresent();
        now = ISSUED.plusSeconds(900);
        assertThat(tokens.access("one", request)).isEmpty();
    }

    @Test
    void whatWasRefusedIsCheckedEachTime() {
        accepts = false;
        assertThat(tokens.access("forged", request)).isEmpty();
        assertThat(tokens.access("forged", request)).isEmpty();
        assertThat(validated).hasSize(2);
    }

    private static JWT token(String text) {
        return new PlainJWT(new JWTClaimsSet.Builder()
                .subject("7")
                .claim("sid", FAMILY.toString())
                .claim("text", text)
                .expirationTime(Date.from(ISSUED.plusSeconds(900)))
                .build());
    }
}
