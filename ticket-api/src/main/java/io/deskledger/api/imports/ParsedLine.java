package io.deskledger.api.imports;

/** What became of one line. */
sealed interface ParsedLine {

    record Good(long line, ImportedTicket ticket) implements ParsedLine {}

    /**
     * Not imported.
     *
     * @param line its number
     * @param reason the field and the rule it breaks
     */
    record Refused(long line, String reason) implements ParsedLine {}

    /** Says nothing; not counted. */
    record Blank() implements ParsedLine {}
}
