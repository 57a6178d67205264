package io.deskledger.api.attachment;

import io.deskledger.api.http.TextRules;
import io.deskledger.api.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The name of an attached file: what the sender called it, without what could mislead a reader or a file system. It is
 * shown and offered for saving; no path of ours is ever made of it.
 */
final class FileName {

    static final int MAX_LENGTH = 200;

    private static final int MAX_EXTENSION = 20;
    private static final String UNNAMED = "unnamed";

    private FileName() {}

    /** The name to show; {@link ProblemException.Invalid} where it holds what can't be text. */
    static String clean(String raw) {
        if (!TextRules.isStorable(raw)) {
            throw new ProblemException.Invalid("file", "has a name with a NUL character or half a surrogate pair");
        }
        String whole = Normalizer.normalize(raw, Normalizer.Form.NFC).replace('\\', '/');
        String last = whole.substring(whole.lastIndexOf('/') + 1);
        StringBuilder kept = new StringBuilder();
        last.codePoints().filter(FileName::isPlain).forEach(kept::appendCodePoint);
        String name = kept.toString().strip().replaceAll("^[. ]+|[. ]+$", "");
        return name.isEmpty() ? UNNAMED : shortened(name);
    }

    /** The value of a Content-Disposition header that makes browsers save the file, RFC 6266. */
    static String disposition(String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints()
                .map(c -> c < 0x20 || c > 0x7E || "\"\\%;".indexOf(c) >= 0 ? '_' : c)
                .forEach(ascii::appendCodePoint);
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(name);
    }

    /** The extension in lower case, without the dot; null where there is none. */
    static @Nullable String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || name.length() - dot - 1 > MAX_EXTENSION ? null : name.substring(dot + 1);
    }

    /** No controls, no format characters (they turn text around or hide), no separators of lines. */
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> c == 0x200D; // joins emoji, and hides nothing
            default -> true;
        };
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAX_LENGTH) {
            return name;
        }
        String extension = extension(name);
        String end = extension == null ? "" : "." + extension;
        int keep = MAX_LENGTH - end.codePointCount(0, end.length());
        return name.substring(0, name.offsetByCodePoints(0, keep)) + end;
    }

    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0);
            text.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xFF));
        }
        return text.toString();
    }
}
