package io.deskledger.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.imports.ImportLine.LineContent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineParserTest {

    private static final String GOOD = """
            {"source": "acme", "external_id": "A1", "title": "Printer", "description": "It does not print", \
            "created_at": "2020-01-01T00:00:00Z", "creator": {"email": "C@Example.com"}, "history": [\
            {"at": "2020-01-03T00:00:00Z", "actor": {"email": "a@example.com"}, "status": "closed"}, \
            {"at": "2020-01-02T00:00:00Z", "actor": {"email": "a@example.com"}, "assignee": null}]}""";

    private final LineParser parser =
            new LineParser(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void readsAGoodLineWithItsHistoryInOrder() {
        assertThat(parse(GOOD)).isInstanceOfSatisfying(ParsedLine.Good.class, good -> {
            assertThat(good.ticket().creator().email()).isEqualTo("c@example.com");
            assertThat(good.ticket().history())
                    .extracting(entry -> entry.at().toString())
                    .containsExactly("2020-01-02T00:00:00Z", "2020-01-03T00:00:00Z");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Printer\" | \"Pri\" | title is shorter than 5 characters",
                "\"title\": \"Printer\", | '' | title is missing",
                "\"Printer\" | 7 | title is not a text",
                "\"Printer\" | \"Printer\\u0000\" | title holds a NUL character",
                "\"Printer\" | \"Printer\\ud800\" | title holds half a character (an unpaired surrogate)",
                "It does not print | short | description is shorter than 10 characters",
                "\"closed\" | \"shut\" | history[0].status is none of open, in_progress, waiting_on_customer, resolved, closed",
                "\"source\" | \"sauce\" | sauce is unknown",
                "\"assignee\" | \"owner\" | history[1].owner is unknown",
                "2020-01-01T | 10000-01-01T | created_at is not an instant of the years 1970 to 9999",
                "2020-01-01T | +10000-01-01T | created_at is in the future",
                "2020-01-01T | 1969-12-31T | created_at is before 1970",
                "2020-01-01T | 2027-01-01T | created_at is in the future",
                "2020-01-01T00:00:00Z | 2026-01-01T00:01:01Z | created_at is in the future",
                "2020-01-02T | 2019-01-02T | history[1].at is before created_at",
                "C@Example.com | nobody | creator.email is not an e-mail address",
                "\"title\" | \"custom_fields\": {\"n\": 1e999999999999}, \"title\" | the line holds a number whose exponent is out of range",
                "\"title\" | \"n\": 0.1e-2147483648, \"title\" | the line holds a number whose exponent is out of range",
                "\"title\" | \"tags\": [\"two\\nlines\"], \"title\" | tags[0] holds a line break or another control character",
                "\"C@Example.com\" | \"c@example.com\", \"full_name\": \"C\\u0007\" | creator.full_name holds a line break or another control character",
                "\"title\" | \"source\" | the line is not valid JSON: Duplicate field 'source'",
            })
    void refusesALineWithAReasonThatNamesTheField(String part, String instead, String reason) {
        assertThat(parse(GOOD.replace(part, instead)))
                .isInstanceOfSatisfying(
                        ParsedLine.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void refusesCustomFieldsThatNoTicketMayHave() {
        String many =
                GOOD.replace("\"title\"", "\"custom_fields\": {\"a\": \"" + "x".repeat(33_000) + "\"}, \"title\"");
        assertThat(parse(many))
                .isEqualTo(new ParsedLine.Refused(7, "custom_fields must have at most 32768 characters of JSON"));
        String small = GOOD.replace(
                "\"title\"", "\"custom_fields\": {\"a\": [1e-300" + ", 1e-300".repeat(99) + "]}, \"title\"");
        assertThat(parse(small)).isInstanceOf(ParsedLine.Good.class);
        assertThat(parse(small.replace("[1e", "[" + "1e-300, ".repeat(10) + "1e")))
                .isEqualTo(new ParsedLine.Refused(7, "custom_fields must have at most 32768 characters of JSON"));
        String deep = "{\"a\":".repeat(9) + "1" + "}".repeat(9);
        assertThat(parse(GOOD.replace("\"title\"", "\"custom_fields\": " + deep + ", \"title\"")))
                .isEqualTo(new ParsedLine.Refused(7, "custom_fields must be nested at most 8 deep"));
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        assertThat(parse("[1]")).isEqualTo(new ParsedLine.Refused(7, "the line is not a JSON object"));
        assertThat(parse("{")).isInstanceOf(ParsedLine.Refused.class);
        assertThat(parse(GOOD + " {}")).isInstanceOf(ParsedLine.Refused.class);
        assertThat(parse("[".repeat(100_000))).isInstanceOf(ParsedLine.Refused.class);
        assertThat(parser.parse(new ImportLine(7, new LineContent(new byte[] {'{', (byte) 0xFF}), 0)))
                .isEqualTo(new ParsedLine.Refused(7, "the line is not valid UTF-8"));
        assertThat(parser.parse(new ImportLine(7, null, 0)))
                .isEqualTo(new ParsedLine.Refused(7, "the line is longer than 16 MiB"));
    }

    @Test
    void passesOverBlankLines() {
        assertThat(parse(" \t")).isEqualTo(new ParsedLine.Blank());
    }

    private ParsedLine parse(String line) {
        return parser.parse(new ImportLine(7, new LineContent(line.getBytes(StandardCharsets.UTF_8)), 0));
    }
}
