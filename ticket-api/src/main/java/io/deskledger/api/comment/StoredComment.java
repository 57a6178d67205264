package io.deskledger.api.comment;

import io.deskledger.api.security.Caller;
import io.deskledger.model.user.UserRole;

/**
 * A comment that is to be changed.
 *
 * @param view the comment
 * @param authorRole the role that its author has now
 */
record StoredComment(CommentView view, UserRole authorRole) {

    boolean isVisibleTo(Caller caller) {
        return caller.isStaff() || !view.isInternal();
    }

    boolean isChangeableBy(Caller caller) {
        return caller.role() == UserRole.ADMIN || view.authorId() == caller.id();
    }
}
