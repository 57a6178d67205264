package io.deskledger.api.user;

import io.deskledger.api.security.Passwords;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first admin at start, so that somebody can sign in and make the others. */
@Singleton
final class BootstrapAdmin implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdmin.class);

    private final UserService service;
    private final Passwords passwords;
    private final String email;
    private final String password;

    BootstrapAdmin(
            UserService service,
            Passwords passwords,
            @Value("${deskledger.bootstrap-admin.email:}") String email,
            @Value("${deskledger.bootstrap-admin.password:}") String password) {
        this.service = service;
        this.passwords = passwords;
        this.email = email.strip().toLowerCase(Locale.ROOT);
        this.password = password;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        if (email.isEmpty() && password.isEmpty()) {
            return;
        }
        if (email.isEmpty() || password.length() < Passwords.MIN_LENGTH) {
            throw new ConfigurationException("DESKLEDGER_ADMIN_EMAIL and DESKLEDGER_ADMIN_PASSWORD go together, and the"
                    + " password must have at least " + Passwords.MIN_LENGTH + " characters");
        }
        NewUser admin = new NewUser(email, "Administrator", UserRole.ADMIN, Profile.empty(UserRole.ADMIN), null);
        service.createFirst(admin, () -> passwords.hash(password), new Origin("bootstrap", null, null))
                .ifPresent(user -> LOG.info("Made the first admin: {}", user.email()));
    }
}
