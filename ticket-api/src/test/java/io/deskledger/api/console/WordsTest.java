package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Pattern USED = Pattern.compile("\\bt\\(\"([a-zA-Z._-]+)\"[,)]");

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/console", file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    @Test
    void everyLanguageHasEveryText() throws IOException {
        assertThat(texts("texts_de.properties").stringPropertyNames())
                .isEqualTo(texts("texts.properties").stringPropertyNames());
    }

    @Test
    void everyTextThatATemplateAsksForIsThere() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                used.addAll(USED.matcher(Files.readString(template))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(used).hasSizeGreaterThan(200);
        assertThat(texts("texts.properties").stringPropertyNames()).containsAll(used);
    }

    @Test
    void agoIsShortAndTurnsIntoADay() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        Words words = Words.of("en");
        assertThat(words.ago(now.minusSeconds(20), now)).isEqualTo("now");
        assertThat(words.ago(now.minusSeconds(60 * 59), now)).isEqualTo("59 min");
        assertThat(words.ago(now.minusSeconds(3600 * 23), now)).isEqualTo("23 h");
        assertThat(words.ago(now.minusSeconds(86400 * 6), now)).isEqualTo("6 d");
        assertThat(words.ago(now.minusSeconds(86400 * 8), now)).isEqualTo("13 Nov");
        assertThat(words.ago(now.minusSeconds(86400 * 400), now)).isEqualTo("17 Oct 2025");
    }

    @Test
    void ratesAreInPercentAlready() {
        assertThat(Words.of("en").percent(new BigDecimal("41.2"))).isEqualTo("41 %");
        assertThat(Words.of("en").percent(new BigDecimal("100.0"))).isEqualTo("100 %");
        assertThat(Words.of("en").percent(null)).isEqualTo("–");
    }

    @Test
    void placesAreFilledIn() {
        assertThat(Words.of("en").t("bulk.done", "3")).isEqualTo("3 tickets changed");
        assertThat(Words.of("de").t("bulk.done", "3")).isEqualTo("3 Tickets geändert");
        assertThat(Words.of("de").n(12_345)).isEqualTo("12.345");
        assertThat(Words.of("en").or("no.such.text", "as it is")).isEqualTo("as it is");
    }
}
