package io.deskledger.api.user;

import io.deskledger.model.user.UserRole;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A person, as the API shows them.
 *
 * @param id the user's id
 * @param email in lower case, unique
 * @param fullName the name that others see
 * @param role what the user may do
 * @param active whether the user may sign in
 * @param profile what the desk knows of the user in that role
 * @param version the number of events the user has left
 * @param createdAt creation
 * @param updatedAt the last change of the fields above
 */
@Serdeable
public record User(
        long id,
        String email,
        String fullName,
        UserRole role,
        boolean active,
        Profile profile,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The user with the patch applied; another role begins with an empty profile. */
    User with(UserPatch patch, Instant at) {
        UserRole newRole = patch.role() == null ? role : patch.role();
        Profile old = newRole == role ? profile : Profile.empty(newRole);
        return new User(
                id,
                email,
                patch.fullName() == null ? fullName : patch.fullName(),
                newRole,
                patch.active() == null ? active : patch.active(),
                ProfileFields.apply(old, patch.profile(), newRole),
                version + 1,
                createdAt,
                at);
    }

    boolean isActiveAdmin() {
        return active && role == UserRole.ADMIN;
    }
}
