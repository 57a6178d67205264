package io.deskledger.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/**
 * While a version is rolled out, the one before it runs on the new schema: so no migration takes away what that one
 * uses, nor asks for what it does not give. Makes the schemas one migration at a time and compares.
 */
class SchemaUpgradeIT {

    /**
     * Those that do, all of them older than the first release. One that takes away what no supported version uses any
     * more may join them, with the reason here.
     */
    private static final Set<String> ALLOWED = Set.of("support 16", "support 27", "analytics 2");

    private final DatabaseAccess database = TestServers.newDatabase();

    @Test
    void noMigrationBreaksTheVersionBeforeIt() throws SQLException {
        Map<String, Set<String>> broken = new TreeMap<>();
        int tried = 0;
        try (Connection owner = database.connect(DatabaseRole.OWNER)) {
            for (String schema : Setup.SCHEMAS) {
                for (MigrationVersion version : versions(schema)) {
                    SchemaSnapshot before = SchemaSnapshot.of(owner);
                    assertThat(flyway(schema, version).migrate().success).isTrue();
                    Set<String> missing = before.brokenBy(SchemaSnapshot.of(owner));
                    if (!missing.isEmpty()) {
                        broken.put(schema + " " + version, missing);
                    }
                    tried++;
                }
            }
        }

        assertThat(tried).isGreaterThan(Setup.SCHEMAS.size());
        assertThat(broken.keySet())
                .as("migrations and what the version before would miss or run into: %s", broken)
                .isEqualTo(ALLOWED);
    }

    private List<MigrationVersion> versions(String schema) {
        return Arrays.stream(flyway(schema, MigrationVersion.LATEST).info().all())
                .map(MigrationInfo::getVersion)
                .toList();
    }

    private Flyway flyway(String schema, MigrationVersion target) {
        return Setup.migrations(database, DatabaseRole.OWNER.roleName(), schema, 0)
                .target(target)
                .repeatableSqlMigrationPrefix("not here") // they are made for the last version
                .load();
    }
}
