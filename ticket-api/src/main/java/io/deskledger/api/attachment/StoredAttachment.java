package io.deskledger.api.attachment;

import io.deskledger.api.security.Caller;

/**
 * An attachment and where its content is.
 *
 * @param view the attachment
 * @param objectKey the key of the file in the storage
 * @param ticketOwner whose ticket it hangs on
 */
record StoredAttachment(AttachmentView view, String objectKey, long ticketOwner) {

    boolean isVisibleTo(Caller caller) {
        return caller.isStaff() || (ticketOwner == caller.id() && !view.isInternal());
    }
}
