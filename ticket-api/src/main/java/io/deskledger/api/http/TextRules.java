package io.deskledger.api.http;

/** What PostgreSQL can't keep as text, and so no text of ours may hold. */
public final class TextRules {

    static final String MESSAGE = "must not hold a NUL character or half a surrogate pair";

    private TextRules() {}

    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
