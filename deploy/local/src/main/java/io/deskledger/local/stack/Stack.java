package io.deskledger.local.stack;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseBootstrap;
import io.deskledger.embedded.EmbeddedServerException;
import io.deskledger.embedded.RolePasswords;
import io.deskledger.local.api.ApiClient;
import io.deskledger.local.config.CheckpointPlaces;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Ports;
import io.deskledger.local.config.Secrets;
import io.deskledger.local.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All parts together: started side by side, stopped in order. */
public final class Stack {

    /** A new version may rewrite the tables of a large desk before it is ready. */
    private static final Duration START_PATIENCE = Duration.ofHours(1);

    private static final Duration TELL_EVERY = Duration.ofMinutes(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;
    private final DataFolder data;
    private final Ports ports;
    private final Journal journal;
    private final RolePasswords passwords;
    private final Environments environments;
    private final Secrets secrets;
    private final LogKeeper logs = new LogKeeper();
    private final List<Supervised> services = new ArrayList<>();
    private Optional<Supervised> kafka = Optional.empty();
    private Optional<Supervised> postgres = Optional.empty();
    private Optional<DatabaseAccess> database = Optional.empty();
    private Optional<Training> training = Optional.empty();

    public Stack(Settings settings, DataFolder data, Ports ports, Journal journal) {
        this.settings = settings;
        this.data = data;
        this.ports = ports;
        this.journal = journal;
        this.secrets = new Secrets(data);
        new CheckpointPlaces(data, secrets).prepare();
        this.passwords = new RolePasswords(
                secrets.get(Secrets.Name.OWNER_PASSWORD),
                secrets.get(Secrets.Name.API_PASSWORD),
                secrets.get(Secrets.Name.AUDIT_PASSWORD),
                secrets.get(Secrets.Name.ANALYTICS_PASSWORD));
        this.environments = new Environments(System.getenv(), settings, ports, secrets);
    }

    /** Starts everything and returns when all of it is ready. */
    public void start() throws InterruptedException {
        logs.start();
        if (settings.servers().kafka().isEmpty()) {
            Path jar = Service.jar(settings.home().resolve("deploy").resolve("local"), "local");
            kafka = Optional.of(supervise(new KafkaPart(data, ports, jar, environments.plain())));
        }
        // The services wait for each other and for Kafka by themselves; a database without their roles they can't use.
        database = Optional.of(openDatabase());
        for (Service service : Service.values()) {
            services.add(supervise(part(service, base(service), Map.of())));
        }
        List<Supervised> all = new ArrayList<>(services);
        kafka.ifPresent(all::add);
        awaitReady(all);
    }

    /** The JDBC URL of the database, without credentials; known once started. */
    public String databaseUrl() {
        return database.orElseThrow().url();
    }

    /** Makes later starts faster where this is the first of a build; returns at once. */
    public void easeLaterStarts() {
        String base = "http://127.0.0.1:" + ports.spare();
        Training second = new Training(
                part(Service.TICKET_API, base, Training.environment(base)),
                new ApiClient(base, Environments.ADMIN, secrets.get(Secrets.Name.DEMO_PASSWORD)),
                data);
        training = Optional.of(second);
        second.start();
    }

    /** Services first, then what they write to. */
    public void stop() throws InterruptedException {
        if (training.isPresent()) {
            training.get().stop();
        }
        stop(services);
        stop(kafka.stream().toList());
        stop(postgres.stream().toList());
        logs.stop();
    }

    /** Ends everything by force. */
    public void kill() {
        services.forEach(Supervised::kill);
        kafka.ifPresent(Supervised::kill);
        postgres.ifPresent(Supervised::kill);
    }

    private ServicePart part(Service service, String base, Map<String, String> onTop) {
        Map<String, String> environment =
                new TreeMap<>(environments.of(service, database.orElseThrow(), kafkaServers()));
        environment.putAll(onTop);
        return new ServicePart(service, base, service.jar(settings.home()), data, environment);
    }

    private DatabaseAccess openDatabase() throws InterruptedException {
        Optional<String> external = settings.servers().databaseUrl();
        if (external.isPresent()) {
            try {
                return DatabaseBootstrap.prepare(external.get(), PostgresPart.DATABASE, passwords);
            } catch (EmbeddedServerException e) {
                throw new LauncherException(e.getMessage() + " (DESKLEDGER_DB_URL)", e);
            }
        }
        Supervised server = supervise(new PostgresPart(data, ports.postgres(), passwords));
        postgres = Optional.of(server);
        awaitReady(List.of(server));
        return new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), PostgresPart.DATABASE), passwords);
    }

    private String kafkaServers() {
        return settings.servers().kafka().orElse("127.0.0.1:" + ports.kafka());
    }

    private String base(Service service) {
        return switch (service) {
            case TICKET_API -> settings.api().address();
            case AUDIT_CONSUMER -> "http://127.0.0.1:" + ports.audit();
            case ANALYTICS_WORKER -> "http://127.0.0.1:" + ports.analytics();
        };
    }

    private Supervised supervise(Part part) {
        Supervised supervised = new Supervised(part, data, journal);
        logs.add(supervised.log());
        supervised.start();
        return supervised;
    }

    private void awaitReady(List<Supervised> parts) throws InterruptedException {
        CompletableFuture<Void> outcome = CompletableFuture.allOf(
                parts.stream().map(Supervised::firstReady).toArray(CompletableFuture<?>[]::new));
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        for (Supervised part : parts) {
            var _ = part.firstReady().whenComplete((_, failure) -> {
                if (failure != null) {
                    firstFailure.completeExceptionally(failure);
                }
            });
        }
        try {
            awaitPatiently(CompletableFuture.anyOf(outcome, firstFailure), parts);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LauncherException told ? told : new IllegalStateException(e.getCause());
        }
    }

    private void awaitPatiently(CompletableFuture<Object> outcome, List<Supervised> parts)
            throws InterruptedException, ExecutionException {
        Duration waited = Duration.ZERO;
        while (!outcome.isDone()) {
            try {
                outcome.get(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                waited = waited.plus(TELL_EVERY);
                Supervised late = parts.stream()
                        .filter(part -> !part.firstReady().isDone())
                        .findFirst()
                        .orElseThrow();
                if (waited.compareTo(START_PATIENCE) >= 0) {
                    throw late.failure("is not ready after %d s".formatted(waited.toSeconds()));
                }
                journal.tell("  %-18s is still starting after %d s; ./deskledger logs %s tells more"
                        .formatted(late.name(), waited.toSeconds(), late.name()));
            }
        }
        outcome.get();
    }

    private void stop(List<Supervised> parts) throws InterruptedException {
        List<Thread> stoppers = new ArrayList<>();
        for (Supervised part : parts) {
            stoppers.add(Thread.ofVirtual().start(() -> stop(part)));
        }
        for (Thread stopper : stoppers) {
            stopper.join();
        }
    }

    private void stop(Supervised part) {
        try {
            part.stop(STOP_PATIENCE);
            journal.tell("  %-18s stopped".formatted(part.name()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EmbeddedServerException e) {
            journal.tell("  %-18s %s".formatted(part.name(), e.getMessage()));
            part.kill();
        }
    }
}
