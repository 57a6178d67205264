package io.deskledger.api.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report.pdf|report.pdf",
                "../../etc/passwd|passwd",
                "..\\..\\boot.ini|boot.ini",
                "C:\\Users\\me\\photo.jpg|photo.jpg",
                "/|unnamed",
                "..|unnamed",
                ".|unnamed",
                "''|unnamed",
                "'  .hidden. '|hidden",
                "Żółć 🎫.pdf|Żółć 🎫.pdf",
                "שלום.txt|שלום.txt",
            })
    void keepsTheNameAndNoPath(String raw, String expected) {
        assertThat(FileName.clean(raw)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invoice\u202Efdp.exe",
                "in\u2066voi\u2069cefdp.exe",
                "invoice\u200Bfdp.exe",
                "invoice\r\nfdp.exe"
            })
    void dropsWhatTurnsTextAroundOrHides(String raw) {
        assertThat(FileName.clean(raw)).isEqualTo("invoicefdp.exe");
    }

    @Test
    void shortensLongNamesAndKeepsTheirExtension() {
        String name = FileName.clean("🎫".repeat(1_000) + ".tar.gz");
        assertThat(name.codePointCount(0, name.length())).isEqualTo(FileName.MAX_LENGTH);
        assertThat(name).endsWith("🎫.gz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0.txt", "half\uD83C.txt"})
    void refusesWhatIsNoText(String raw) {
        assertThatThrownBy(() -> FileName.clean(raw)).isInstanceOf(ProblemException.Invalid.class);
    }

    @Test
    void aNameCantLeaveItsHeader() {
        assertThat(FileName.disposition("a\"; filename=\"b.html"))
                .isEqualTo("attachment; filename=\"a__ filename=_b.html\";"
                        + " filename*=UTF-8''a%22%3B%20filename%3D%22b.html");
        assertThat(FileName.disposition("é.txt"))
                .isEqualTo("attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%A9.txt");
    }
}
