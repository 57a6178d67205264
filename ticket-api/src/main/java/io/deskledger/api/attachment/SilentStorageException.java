package io.deskledger.api.attachment;

import java.io.IOException;

/** The storage has not answered in time; whoever asks it for the next thing waits as long again. */
final class SilentStorageException extends IOException {
    SilentStorageException(Throwable cause) {
        super("the object storage does not answer", cause);
    }
}
