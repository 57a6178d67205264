package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who makes roles and database by the page gets the same as who has them made. */
class DatabaseByHandIT {

    private static final Pattern BLOCK =
            Pattern.compile("### Roles and database by hand\\n.*?```sql\\n(.*?)```", Pattern.DOTALL);

    private static final String ROLES = """
            SELECT string_agg(concat_ws(' ', rolname, rolcanlogin, rolsuper, rolinherit, rolcreaterole, rolcreatedb,
                       rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil, rolconfig), E'\\n' ORDER BY rolname)
              FROM pg_roles
             WHERE rolname LIKE 'deskledger%'
            """;
    private static final String DATABASE = """
            SELECT concat_ws(' ', datdba::regrole, pg_encoding_to_char(encoding), datlocprovider, datcollate, datctype,
                       datlocale, datacl)
              FROM pg_database
             WHERE datname = 'deskledger'
            """;

    @Test
    void isWhatTheBootstrapMakes() throws IOException, SQLException {
        try (EmbeddedPostgres byHand = EmbeddedPostgres.startTemporary();
                EmbeddedPostgres made = EmbeddedPostgres.startTemporary()) {
            for (String statement : statements()) {
                Sql.execute(byHand.adminUrl(), statement);
            }
            DatabaseBootstrap.prepare(made.adminUrl(), "deskledger", RolePasswords.random());

            for (String question : List.of(ROLES, DATABASE)) {
                assertThat(Sql.query(byHand.adminUrl(), question))
                        .contains("deskledger_owner")
                        .isEqualTo(Sql.query(made.adminUrl(), question));
            }
        }
    }

    private static List<String> statements() throws IOException {
        Matcher page = BLOCK.matcher(Files.readString(Path.of("../../docs/deploy.md")));
        assertThat(page.find()).isTrue();
        return Arrays.stream(page.group(1).split(";\n", -1))
                .filter(statement -> !statement.isBlank())
                .toList();
    }
}
