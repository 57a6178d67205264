package io.deskledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final String FIRST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SECOND = "whsec_plJ3nmyCDGBKInavdOK15jsl";

    /** The value was computed with another implementation of HMAC. */
    @Test
    void signsAsStandardWebhooksSays() {
        assertThat(Signatures.header(
                        List.of(FIRST), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(Signatures.header(
                        List.of(SECOND),
                        "msg_loFOjxBNrRLzqYUf",
                        1_731_705_121,
                        "{\"event_type\":\"ping\",\"data\":{\"success\":true}}"))
                .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @Test
    void signsWithEachSecret() {
        String both = Signatures.header(List.of(SECOND, FIRST), "a", 1, "żółć 🎫");
        assertThat(both)
                .isEqualTo(Signatures.header(List.of(SECOND), "a", 1, "żółć 🎫") + " "
                        + Signatures.header(List.of(FIRST), "a", 1, "żółć 🎫"));
    }

    @Test
    void secretsAreStoredForTheirWebhookAndKeyOnly() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        WebhookSecrets secrets = new WebhookSecrets(key, "unused");
        String secret = secrets.random();

        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        byte[] sealed = secrets.seal(7, secret);
        assertThat(secrets.open(7, sealed)).contains(secret);
        assertThat(secrets.open(8, sealed)).isEmpty();
        assertThat(new WebhookSecrets("", "another").open(7, sealed)).isEmpty();
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(secret, "whsec");
        assertThat(secrets.seal(7, secret)).isNotEqualTo(sealed);
        assertThat(secrets.open(7, new byte[0])).isEmpty();
        assertThatThrownBy(() -> new WebhookSecrets("dG9vIHNob3J0", "unused"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("dG9v");
    }
}
