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

    private final int wanted;
    private final DemoMarker marker;
    private final String password;
    private final ApiClient api;
    private final Clock clock;

    public Demo(Settings settings, DataFolder data, Clock clock) {
        this.wanted = settings.demo().tickets();
        this.marker = new DemoMarker(data);
        this.password = new Secrets(data).get(Secrets.Name.DEMO_PASSWORD);
        this.api = new ApiClient(settings.api().address(), ADMIN, password);
        this.clock = clock;
    }

    /** Keeps the password that is asked for; the one people sign in with can't be changed from here. */
    public static void settlePassword(Settings settings, DataFolder data) {
        Secrets secrets = new Secrets(data);
        settings.demo().password().ifPresent(given -> {
            boolean inUse = new DemoMarker(data).read().isPresent();
            boolean differs = secrets.find(Secrets.Name.DEMO_PASSWORD)
                    .filter(kept -> !kept.equals(given))
                    .isPresent();
            if (inUse && differs) {
                throw new LauncherException(
                        "DESKLEDGER_DEMO_PASSWORD differs from the password that %s was set up with. Leave it unset, or choose another DESKLEDGER_DATA_DIR."
                                .formatted(data.root()));
            }
            secrets.put(Secrets.Name.DEMO_PASSWORD, given);
        });
    }

    /** Makes what is missing; cheap where nothing is. */
    public Logins load(Consumer<String> tell) throws IOException, InterruptedException {
        DemoMarker.State state = marker.read().orElseGet(() -> new DemoMarker.State(0, clock.instant()));
        if (marker.read().isEmpty()) {
            requireLogin();
            marker.write(state);
        }
        if (state.loaded() < wanted) {
            api.createUser(Cast.AGENT, password);
            api.createUser(Cast.CUSTOMER, password);
            importTickets(state, tell);
            state = new DemoMarker.State(wanted, state.present());
            marker.write(state);
        }
        return new Logins(
                state.loaded() > 0 ? List.of(ADMIN, Cast.AGENT.email(), Cast.CUSTOMER.email()) : List.of(ADMIN),
                password);
    }

    private void requireLogin() throws IOException, InterruptedException {
        if (!api.login()) {
            throw new LauncherException(
                    "%s can't sign in with the password kept in the data folder; was this database set up by another installation?"
                            .formatted(ADMIN));
        }
    }

    private void importTickets(DemoMarker.State state, Consumer<String> tell) throws IOException, InterruptedException {
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
