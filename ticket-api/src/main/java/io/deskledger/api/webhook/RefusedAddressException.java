package io.deskledger.api.webhook;

import java.net.UnknownHostException;

/** A receiver's name leads to addresses that may not be reached, and to no other. */
final class RefusedAddressException extends UnknownHostException {

    RefusedAddressException(String message) {
        super(message);
    }
}
