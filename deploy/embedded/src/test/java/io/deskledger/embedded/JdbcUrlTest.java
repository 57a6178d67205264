package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/postgres?user=a&password=b, jdbc:postgresql://db:5432/desk",
        "jdbc:postgresql://db/postgres?user=a&sslmode=require&password=b, jdbc:postgresql://db/desk?sslmode=require",
        "jdbc:postgresql://db:5432, jdbc:postgresql://db:5432/desk",
        "jdbc:postgresql://db:5432/?ssl=true, jdbc:postgresql://db:5432/desk?ssl=true",
        "'jdbc:postgresql://a:1,b:2/postgres', 'jdbc:postgresql://a:1,b:2/desk'",
    })
    void pointsToTheDatabaseWithoutCredentials(String adminUrl, String expected) {
        assertThat(JdbcUrl.withoutCredentials(adminUrl, "desk")).isEqualTo(expected);
    }

    @Test
    void refusesAnotherKindOfUrlWithoutRepeatingIt() {
        assertThatThrownBy(() -> JdbcUrl.withoutCredentials("postgres://admin:secret@db/postgres", "desk"))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void passwordsAreNeverShown() {
        RolePasswords passwords = new RolePasswords("secret", "secret", "secret", "secret");

        assertThat(new DatabaseAccess("jdbc:postgresql://db/desk", passwords).toString())
                .doesNotContain("secret");
        assertThat(RolePasswords.random()).isNotEqualTo(RolePasswords.random());
    }
}
