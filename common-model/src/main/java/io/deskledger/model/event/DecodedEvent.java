package io.deskledger.model.event;

/** What became of a message from the topic: an event that this version knows, or the reason why not. */
public sealed interface DecodedEvent {

    record Known(ChangeEvent event) implements DecodedEvent {}

    /**
     * Well formed, but of a type that this version has not learned; a newer producer is at work.
     *
     * @param type the CloudEvents type
     */
    record Unknown(String type) implements DecodedEvent {}

    /**
     * Not an event of ours.
     *
     * @param reason what is wrong, naming the attribute or field
     */
    record Malformed(String reason) implements DecodedEvent {}
}
