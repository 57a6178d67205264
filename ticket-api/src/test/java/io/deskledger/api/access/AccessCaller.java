package io.deskledger.api.access;

/** The sorts of callers, in the order of the matrix's columns. */
enum AccessCaller {
    NOBODY,
    OWNER,
    OTHER_CUSTOMER,
    AGENT,
    ADMIN
}
