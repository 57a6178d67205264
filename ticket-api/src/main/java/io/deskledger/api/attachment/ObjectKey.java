package io.deskledger.api.attachment;

import java.util.UUID;
import java.util.regex.Pattern;

/** The names of files in the storage: random, so that they tell nothing and spread evenly. */
final class ObjectKey {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ObjectKey() {}

    static String next() {
        return UUID.randomUUID().toString();
    }

    static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }
}
