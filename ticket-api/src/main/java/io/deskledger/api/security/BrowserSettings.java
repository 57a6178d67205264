package io.deskledger.api.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How browsers are kept signed in.
 *
 * @param secureCookies whether cookies are for TLS only even where a request came without, as behind a proxy
 * @param session how long after its sign-in a browser has to sign in again
 */
@ConfigurationProperties("deskledger.console")
public record BrowserSettings(
        @Bindable(defaultValue = "false") boolean secureCookies,
        @Bindable(defaultValue = "12h") Duration session) {}
