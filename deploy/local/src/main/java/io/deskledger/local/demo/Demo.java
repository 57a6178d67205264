package io.deskledger.local.demo;

import io.deskledger.local.api.ApiClient;
import io.deskledger.local.api.ImportProgress;
import io.deskledger.local.api.ImportState;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Secrets;
import io.deskledger.local.config.Settings;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Brings the demo people and tickets into a running Deskledger, once. */
public final class Demo {

    /** The first administrator, whom ticket-api makes itself where there is no user yet. */
    public static final String ADMIN = "admin@example.com";

    /** Who can sign in, all with the same password. */
    public record Logins(List<String> emails, String password) {}

    private final Settings settings;
    private final Secrets secrets;
    private final DemoMarker marker;
    private final Clock clock;

    public Demo(Settings settings, DataFolder data, Clock clock) {
        this.settings = settings;
        this.secrets = new Secrets(data);
        this.marker = new DemoMarker(data);
        this.clock = clock;
    }

    /** Keeps the password that is asked for, while nobody signs in with another one yet. */
    public void settlePassword() {
        if (marker.read().isEmpty()) {
            settings.demo().password().ifPresent(asked -> secrets.put(Secrets.Name.DEMO_PASSWORD, asked));
        }
    }

    /** Makes what is missing; cheap where nothing is. */
    public Logins load(Consumer<String> tell) throws IOException, InterruptedException {
        DemoMarker.State state = marker.read().orElseGet(() -> new DemoMarker.State(0, clock.instant()));
        if (marker.read().isEmpty()) {
            requireLogin();
            marker.write(state);
        }
        applyPassword(logins(state), tell);
        String password = secrets.get(Secrets.Name.DEMO_PASSWORD);
        int wanted = settings.demo().tickets();
        if (state.loaded() < wanted) {
            ApiClient api = client(ADMIN, password);
            api.createUser(Cast.AGENT, password);
            api.createUser(Cast.CUSTOMER, password);
            importTickets(api, state, tell);
            state = new DemoMarker.State(wanted, state.present());
            marker.write(state);
        }
        return new Logins(logins(state), password);
    }

    private static List<String> logins(DemoMarker.State state) {
        return state.loaded() > 0 ? List.of(ADMIN, Cast.AGENT.email(), Cast.CUSTOMER.email()) : List.of(ADMIN);
    }

    /** A password given at a later start replaces the one before; cut short, the next start goes on with it. */
    private void applyPassword(List<String> emails, Consumer<String> tell) throws IOException, InterruptedException {
        String kept = secrets.get(Secrets.Name.DEMO_PASSWORD);
        String asked = settings.demo().password().orElse(kept);
        if (asked.equals(kept)) {
            return;
        }
        for (String email : emails) {
            ApiClient old = client(email, kept);
            if (old.login()) {
                old.changePassword(asked);
            } else if (!client(email, asked).login()) {
                tell.accept("The password of %s was changed by hand and stays as it is.".formatted(email));
            }
        }
        secrets.put(Secrets.Name.DEMO_PASSWORD, asked);
        tell.accept("DESKLEDGER_DEMO_PASSWORD has become the password of the demo logins.");
    }

    private void requireLogin() throws IOException, InterruptedException {
        if (!client(ADMIN, secrets.get(Secrets.Name.DEMO_PASSWORD)).login()) {
            throw new LauncherException(
                    "%s can't sign in with the password kept in the data folder; was this database set up by another installation?"
                            .formatted(ADMIN));
        }
    }

    private ApiClient client(String email, String password) {
        return new ApiClient(settings.api().address(), email, password);
    }

    private void importTickets(ApiClient api, DemoMarker.State state, Consumer<String> tell)
            throws IOException, InterruptedException {
        int wanted = settings.demo().tickets();
        tell.accept("Loading %,d demo tickets".formatted(wanted));
        DemoTickets tickets = new DemoTickets(DemoTickets.SEED, state.present());
        long id = api.upload(
                BodyPublishers.ofInputStream(
                        () -> new LineStream(tickets.lines(wanted).iterator())),
                false);
        ImportState end = new ImportProgress(api, tell).follow(id);
        if (!end.succeeded() || end.counts().refused() > 0) {
            throw new LauncherException("The demo tickets could not be loaded: "
                    + end.failure()
                            .or(() -> end.refusals().stream()
                                    .findFirst()
                                    .map(refusal -> "line %d: %s".formatted(refusal.line(), refusal.reason())))
                            .orElse(end.status()));
        }
    }
}
