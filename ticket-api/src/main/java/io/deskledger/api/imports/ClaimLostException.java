package io.deskledger.api.imports;

/** Another worker has taken the import over; this one's batch is rolled back. */
final class ClaimLostException extends RuntimeException {

    ClaimLostException(long importId) {
        super("import " + importId + " is worked by another instance now");
    }
}
