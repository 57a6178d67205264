package io.deskledger.api.console;

import io.deskledger.api.savedview.SavedView;
import io.deskledger.api.user.User;
import java.util.List;
import java.util.Locale;

/**
 * What is around every page: who is signed in, and where they can go.
 *
 * @param title of the page
 * @param section which part of the console it belongs to
 * @param visit the request
 * @param user who is signed in
 * @param views their saved views
 * @param assets where the page's files are
 */
public record Shell(String title, String section, Visit visit, User user, List<SavedView> views, Assets assets) {

    public Words words() {
        return visit.words();
    }

    /** The link's attribute that says it is where the reader is. */
    public String current(String place) {
        return place.equals(section) ? "page" : "false";
    }

    public String initials() {
        return initials(user.fullName());
    }

    /** The first letters of the first and the last word of a name. */
    public static String initials(String name) {
        String[] words = name.strip().split("\\s+", -1);
        String first = letter(words[0]);
        return (words.length > 1 ? first + letter(words[words.length - 1]) : first).toUpperCase(Locale.ROOT);
    }

    private static String letter(String word) {
        return word.isEmpty() ? "?" : new String(Character.toChars(word.codePointAt(0)));
    }
}
