package io.deskledger.api.console.sla;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarFormsTest {

    @Test
    void hoursAreReadAsPeopleWriteThem() {
        ObjectNode body = CalendarForms.body(new Form(Map.of(
                "name", List.of("Rome"),
                "zone", List.of("Europe/Rome"),
                "hours.monday", List.of("9-12:30, 13:30 – 18:00"),
                "hours.sunday", List.of("nine"),
                "holiday.name", List.of("Easter", "", "Feast"),
                "holiday.date", List.of("2026-04-06", "", "2026-12-25"),
                "holiday.until", List.of("", "", "2026-12-26"),
                "holiday.yearly", List.of("false", "false", "true"))));
        assertThat(body.at("/hours/monday"))
                .hasToString("[{\"from\":\"09:00\",\"to\":\"12:30\"},{\"from\":\"13:30\",\"to\":\"18:00\"}]");
        assertThat(body.at("/hours/tuesday")).isEmpty();
        assertThat(body.at("/hours/sunday/0/from").asText()).isEqualTo("nine");
        assertThat(body.at("/holidays"))
                .hasToString("[{\"name\":\"Easter\",\"date\":\"2026-04-06\",\"yearly\":false},"
                        + "{\"name\":\"Feast\",\"date\":\"2026-12-25\",\"until\":\"2026-12-26\",\"yearly\":true}]");
    }

    @Test
    void aDrawingShowsWhatCanBeRead() {
        assertThat(Week.spans("9-12:30, 13:30–24:00, nine, 18:00-17:00, 23-25"))
                .containsExactly(new Week.Span(540, 750), new Week.Span(810, 1_440));
    }
}
