package io.deskledger.api.console;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.TypedMessageBodyReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads forms, and refuses those that no page of ours can have sent. */
@Singleton
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
final class FormReader implements TypedMessageBodyReader<Form> {

    private static final int MAX_BYTES = 1 << 20;

    @Override
    public Argument<Form> getType() {
        return Argument.of(Form.class);
    }

    @Override
    public Form read(Argument<Form> type, MediaType mediaType, Headers headers, InputStream body) {
        Form form = Form.parse(text(body));
        Csrf.require(headers, form.find(Csrf.FIELD).orElse(null));
        return form;
    }

    private static String text(InputStream body) {
        try (body) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ProblemException.TooLarge("The form is larger than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a form failed", e);
        }
    }
}
