package io.deskledger.api.webhook.receiver;

import java.net.UnknownHostException;

/** A receiver's name leads to no address that may be reached; the message says why, for the log of attempts. */
final class NoAddressException extends UnknownHostException {

    NoAddressException(String message) {
        super(message);
    }
}
