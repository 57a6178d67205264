package io.deskledger.local.stack;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.local.config.CheckpointPlaces;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.Ports;
import io.deskledger.local.config.Secrets;
import io.deskledger.local.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of each process: the user's own, and what the service needs. Secrets travel here and nowhere else.
 */
record Environments(Map<String, String> inherited, Settings settings, Ports ports, Secrets secrets) {

    static final String ADMIN = "admin@example.com";

    /** Meant for the launcher, or set anew for each service. */
    private static final List<String> OURS = List.of(
            "DESKLEDGER_PORT",
            "DESKLEDGER_AUDIT_PORT",
            "DESKLEDGER_ANALYTICS_PORT",
            "DESKLEDGER_HOST",
            "DESKLEDGER_DATA_DIR",
            "DESKLEDGER_DEMO_PASSWORD",
            "DESKLEDGER_DEMO_TICKETS",
            "DESKLEDGER_DB_URL",
            "DESKLEDGER_DB_USER",
            "DESKLEDGER_DB_PASSWORD",
            "DESKLEDGER_DB_OWNER_USER",
            "DESKLEDGER_DB_OWNER_PASSWORD",
            "DESKLEDGER_KAFKA",
            "DESKLEDGER_JWT_SECRET",
            "DESKLEDGER_ADMIN_EMAIL",
            "DESKLEDGER_ADMIN_PASSWORD");

    Map<String, String> plain() {
        return plain(inherited);
    }

    /** What of an environment goes to the services as it is. */
    static Map<String, String> plain(Map<String, String> inherited) {
        Map<String, String> environment = new TreeMap<>(inherited);
        environment.keySet().removeAll(OURS);
        return environment;
    }

    Map<String, String> of(Service service, DatabaseAccess database, String kafka) {
        Map<String, String> environment = plain();
        DatabaseRole role = role(service);
        environment.put("DESKLEDGER_DB_URL", database.url());
        environment.put("DESKLEDGER_DB_USER", role.roleName());
        environment.put("DESKLEDGER_DB_PASSWORD", database.passwords().of(role));
        environment.put("DESKLEDGER_DB_OWNER_USER", DatabaseRole.OWNER.roleName());
        environment.put("DESKLEDGER_DB_OWNER_PASSWORD", database.passwords().owner());
        environment.put("DESKLEDGER_KAFKA", kafka);
        environment.put("DESKLEDGER_HOST", "127.0.0.1");
        switch (service) {
            case TICKET_API -> {
                environment.put("DESKLEDGER_HOST", settings.api().host());
                environment.put("DESKLEDGER_PORT", Integer.toString(ports.api()));
                environment.put("DESKLEDGER_JWT_SECRET", secrets.get(Secrets.Name.JWT_SECRET));
                environment.put("DESKLEDGER_ADMIN_EMAIL", ADMIN);
                environment.putIfAbsent(
                        "DESKLEDGER_ATTACHMENTS_DIR",
                        new DataFolder(settings.dataDir()).attachments().toString());
                environment.put("DESKLEDGER_ADMIN_PASSWORD", secrets.get(Secrets.Name.DEMO_PASSWORD));
                checkpoints().checking(environment);
            }
            case AUDIT_CONSUMER -> {
                environment.put("DESKLEDGER_AUDIT_PORT", Integer.toString(ports.audit()));
                checkpoints().signing(environment);
            }
            case ANALYTICS_WORKER -> environment.put("DESKLEDGER_ANALYTICS_PORT", Integer.toString(ports.analytics()));
        }
        return environment;
    }

    private CheckpointPlaces checkpoints() {
        return new CheckpointPlaces(new DataFolder(settings.dataDir()), secrets);
    }

    private static DatabaseRole role(Service service) {
        return switch (service) {
            case TICKET_API -> DatabaseRole.API;
            case AUDIT_CONSUMER -> DatabaseRole.AUDIT;
            case ANALYTICS_WORKER -> DatabaseRole.ANALYTICS;
        };
    }
}
