package io.deskledger.setup;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseBootstrap;
import io.deskledger.embedded.KafkaTopics;
import io.deskledger.model.chain.CheckpointPem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the roles, the database, the schemas and the topics, or brings them up to date; done again it changes nothing.
 * So the services themselves run without the owner's password.
 */
public final class Setup {

    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);

    /** Each with its migrations and a history of its own. */
    static final List<String> SCHEMAS = List.of("support", "audit", "analytics");

    private static final int CONNECT_RETRIES = 30;
    private static final String USAGE = """
            Usage: setup                  roles, database, schemas and topics, by the environment
                   setup checkpoint-key   prints a new private key that signs the audit log's checkpoints
                   setup public-key       reads a private key and prints its public one
            """;

    private Setup() {}

    public static void main(String[] args) throws IOException {
        switch (args.length == 0 ? "" : args[0]) {
            case "" -> prepareOrExit();
            case "checkpoint-key" -> System.out.print(CheckpointPem.generate());
            case "public-key" -> System.out.print(publicKey(System.in.readAllBytes()));
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static void prepareOrExit() {
        try {
            prepare(SetupSettings.from(System.getenv()));
        } catch (RuntimeException e) {
            LOG.debug("Setup failed", e);
            System.err.println("setup: " + e.getMessage());
            System.exit(1);
        }
    }

    static void prepare(SetupSettings settings) {
        settings.admin().ifPresent(admin -> {
            DatabaseBootstrap.prepare(
                    admin.url(), admin.database(), settings.database().passwords());
            LOG.info("Roles and database {} are there", admin.database());
        });
        for (String schema : SCHEMAS) {
            migrate(settings, schema);
        }
        KafkaTopics.ensure(settings.kafka());
        LOG.info("Topics are there");
    }

    /** As the service that owns the schema would do it itself. */
    private static void migrate(SetupSettings settings, String schema) {
        var result = migrations(settings.database(), settings.ownerName(), schema, settings.retentionMonths())
                .load()
                .migrate();
        LOG.info("Schema {}: {} migrations", schema, result.migrationsExecuted);
    }

    static FluentConfiguration migrations(DatabaseAccess database, String owner, String schema, int retentionMonths) {
        return Flyway.configure()
                .dataSource(database.url(), owner, database.passwords().owner())
                .locations("classpath:db/migration/" + schema)
                .schemas(schema)
                .defaultSchema(schema)
                .placeholders(Map.of("retention-months", Integer.toString(retentionMonths)))
                .connectRetries(CONNECT_RETRIES);
    }

    private static String publicKey(byte[] privateKey) {
        return CheckpointPem.write(CheckpointPem.signer(new String(privateKey, StandardCharsets.UTF_8))
                .publicKey());
    }
}
