package io.deskledger.local.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Fills the blanks of a ticket's sentences; a blank keeps its word for the whole ticket. */
final class Wording {

    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final Pattern DIGIT = Pattern.compile("#");

    private final Map<String, String> words = new HashMap<>();
    private final Texts texts;
    private final Dice dice;

    Wording(Texts texts, Dice dice) {
        this.texts = texts;
        this.dice = dice;
    }

    String one(List<String> sentences) {
        return fill(dice.one(sentences));
    }

    String word(String slot) {
        return words.computeIfAbsent(
                slot,
                name -> digits(dice.one(Objects.requireNonNull(texts.slots().get(name), name))));
    }

    String fill(String sentence) {
        String filled = SLOT.matcher(sentence).replaceAll(slot -> word(slot.group(1)));
        return capital(digits(filled));
    }

    private String digits(String text) {
        return DIGIT.matcher(text).replaceAll(hash -> Integer.toString(dice.below(10)));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
