package io.deskledger.api.http;

import java.util.Set;

/** What no text of ours may be: one that PostgreSQL can't keep, or, where one is asked for, one that shows nothing. */
public final class TextRules {

    static final String MESSAGE = "must not hold a NUL character or half a surrogate pair";

    private TextRules() {}

    static final String NO_LINE = "must hold no line break or other control character";

    static final String INVISIBLE = "must hold something that can be seen";

    /** Letters that are shown as nothing: fillers of Hangul, and the blank of Braille. */
    private static final Set<Integer> BLANKS = Set.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0);

    /** Whether there is anything to see: not only spaces, controls, marks without a letter and the like. */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(TextRules::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> !BLANKS.contains(codePoint);
        };
    }

    /** Whether it stays on its line, as names do. */
    public static boolean isLine(String text) {
        return text.codePoints().noneMatch(TextRules::leavesLine);
    }

    private static boolean leavesLine(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

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
