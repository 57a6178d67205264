package io.deskledger.setup;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.KafkaAccess;
import io.deskledger.embedded.RolePasswords;
import io.deskledger.model.settings.BrokerProperties;
import io.deskledger.model.settings.SecretFiles;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the environment asks for.
 *
 * @param admin who makes roles and database; none where somebody has made them by other means
 * @param retentionMonths how long the audit log keeps contents, as for the audit consumer; 0 for ever
 */
record SetupSettings(DatabaseAccess database, Optional<Admin> admin, KafkaAccess kafka, int retentionMonths) {

    /** A role that may create roles and databases. */
    record Admin(String url, String database) {

        @Override
        public String toString() {
            return "Admin[hidden]";
        }
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException with every mistake in its message
     */
    static SetupSettings from(Map<String, String> environment) {
        Reader reader = new Reader(environment);
        String url = reader.required("DESKLEDGER_DB_URL");
        KafkaAccess kafka = reader.kafka();
        String owner = reader.required("DESKLEDGER_DB_OWNER_PASSWORD");
        Optional<Admin> admin =
                reader.text("DESKLEDGER_DB_ADMIN_PASSWORD").map(password -> reader.admin(url, password));
        RolePasswords passwords = admin.isEmpty()
                ? new RolePasswords(owner, "", "", "")
                : new RolePasswords(
                        owner,
                        reader.required("DESKLEDGER_DB_API_PASSWORD"),
                        reader.required("DESKLEDGER_DB_AUDIT_PASSWORD"),
                        reader.required("DESKLEDGER_DB_ANALYTICS_PASSWORD"));
        int retention = reader.months("DESKLEDGER_AUDIT_RETENTION_MONTHS");
        reader.complain();
        return new SetupSettings(new DatabaseAccess(url, passwords), admin, kafka, retention);
    }

    String ownerName() {
        return DatabaseRole.OWNER.roleName();
    }

    private static final class Reader {

        private static final String SHAPE = "jdbc:postgresql://[^/?]+/[A-Za-z0-9_-]+(\\?.*)?";

        private final Map<String, Object> values;
        private final List<String> mistakes = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.values = new TreeMap<>(environment);
            values.putAll(SecretFiles.read(environment));
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name)).map(Object::toString).filter(value -> !value.isBlank());
        }

        String required(String name) {
            Optional<String> value = text(name);
            if (value.isEmpty()) {
                mistakes.add(name + " is missing");
            }
            return value.orElse("");
        }

        KafkaAccess kafka() {
            String servers = required("DESKLEDGER_KAFKA");
            String file = text(BrokerProperties.VARIABLE).orElse("");
            List<String> wrong = BrokerProperties.mistakes(file);
            mistakes.addAll(wrong);
            return new KafkaAccess(servers, wrong.isEmpty() ? BrokerProperties.read(file) : Map.of());
        }

        int months(String name) {
            String value = text(name).orElse("0");
            if (!value.matches("[0-9]{1,4}")) {
                mistakes.add(name + " has to be a number of months, 0 for ever");
                return 0;
            }
            return Integer.parseInt(value);
        }

        /** The maintenance database of the same server, by the administrator's name and password. */
        Admin admin(String url, String password) {
            if (!url.matches(SHAPE)) {
                mistakes.add("DESKLEDGER_DB_URL must look like jdbc:postgresql://host:port/deskledger");
                return new Admin("", "");
            }
            String user = text("DESKLEDGER_DB_ADMIN_USER").orElse("postgres");
            String place = url.replaceFirst("\\?.*", "");
            String parameters = url.substring(place.length());
            return new Admin(
                    place.replaceFirst("[^/]+$", "postgres")
                            + (parameters.isEmpty() ? "?" : parameters + "&")
                            + "user=" + encoded(user) + "&password=" + encoded(password),
                    place.substring(place.lastIndexOf('/') + 1));
        }

        void complain() {
            if (!mistakes.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", mistakes));
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
