package io.deskledger.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A constant that has one name in JSON, in SQL and on Kafka, which never changes even if the Java name does. */
public interface WireName {

    /** The name outside Java: lower case, words joined by underscores. */
    String wire();

    /** The constant with that wire name, or empty where there is none; matching is exact. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wire) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wire().equals(wire)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    /** All wire names of the type in their declared order, joined by commas, for messages to people. */
    static <E extends Enum<E> & WireName> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(WireName::wire).collect(Collectors.joining(", "));
    }
}
