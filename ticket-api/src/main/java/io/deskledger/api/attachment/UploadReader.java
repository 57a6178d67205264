package io.deskledger.api.attachment;

import io.deskledger.api.http.TextRules;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.jspecify.annotations.Nullable;

/** Reads the parts of one upload in whatever order they come, and remembers every broken one. */
final class UploadReader {

    private static final String FILE = "file";
    private static final String INTERNAL = "is_internal";
    private static final String COMMENT = "comment_id";
    private static final int MAX_FIELD_BYTES = 100;
    private static final int MAX_ERRORS = 20;

    private final Incoming incoming;
    private final List<FieldError> errors = new ArrayList<>();
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable ReceivedFile file;

    UploadReader(Incoming incoming) {
        this.incoming = incoming;
    }

    void read(FileItemInput part) throws IOException {
        String name = part.getFieldName();
        if (errors.size() >= MAX_ERRORS) {
            throw new ProblemException.Invalid(errors);
        }
        switch (name) {
            case FILE -> readFile(part);
            case INTERNAL, COMMENT -> readField(name, part);
            default ->
                reject(
                        TextRules.isStorable(name) && name.length() <= MAX_FIELD_BYTES ? name : "body",
                        "is not a field of this request");
        }
    }

    /** What was sent; the file is the caller's to close. */
    NewAttachment end(Caller caller) {
        boolean internal = flag(fields.get(INTERNAL));
        if (fields.containsKey(INTERNAL) && internal && !caller.isStaff()) {
            reject(INTERNAL, "may be set by staff only");
        }
        Long comment = id(fields.get(COMMENT));
        if (file == null && errors.stream().noneMatch(error -> error.field().equals(FILE))) {
            reject(FILE, "is required");
        }
        if (file == null || !errors.isEmpty()) {
            throw new ProblemException.Invalid(errors);
        }
        return new NewAttachment(file, comment, internal);
    }

    /** Removes what was received, where it leads to nothing. */
    void discard() {
        if (file != null) {
            file.close();
        }
    }

    private void readFile(FileItemInput part) throws IOException {
        if (part.isFormField()) {
            reject(FILE, "must be a file: a part with a filename");
        } else if (file != null) {
            throw new ProblemException.Invalid(FILE, "must be given once: send one request a file");
        } else {
            String name = FileName.clean(part.getName());
            try (InputStream content = part.getInputStream()) {
                file = incoming.receive(name, content);
            }
        }
    }

    private void readField(String name, FileItemInput part) throws IOException {
        try (InputStream content = part.getInputStream()) {
            byte[] value = content.readNBytes(MAX_FIELD_BYTES + 1);
            if (!part.isFormField() || value.length > MAX_FIELD_BYTES) {
                reject(name, "must be a short text");
            } else if (fields.put(name, new String(value, StandardCharsets.UTF_8).strip()) != null) {
                reject(name, "must be given once");
            }
        }
    }

    private boolean flag(@Nullable String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            reject(INTERNAL, "must be true or false");
        }
        return "true".equals(value);
    }

    private @Nullable Long id(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("[1-9][0-9]{0,17}")) {
            reject(COMMENT, "must be an id: a whole number from 1");
            return null;
        }
        return Long.valueOf(value);
    }

    private void reject(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
