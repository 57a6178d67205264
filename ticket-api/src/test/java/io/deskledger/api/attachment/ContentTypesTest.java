package io.deskledger.api.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {

    @ParameterizedTest
    @CsvSource({
        "image/png, image/png",
        "application/pdf, application/pdf",
        "text/plain, text/plain",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/html, application/octet-stream",
        "application/xhtml+xml, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "application/xml, application/octet-stream",
        "text/javascript, application/octet-stream",
        "application/x-shockwave-flash, application/octet-stream",
        "message/rfc822, application/octet-stream",
    })
    void nothingIsServedAsWhatABrowserWouldRun(String type, String served) {
        assertThat(ContentTypes.served(type)).isEqualTo(served);
    }
}
