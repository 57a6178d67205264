package io.deskledger.api.console;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.user.UserService;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What people are called, whether or not they can still sign in. */
@Singleton
public final class Names {

    private final UserService users;

    Names(UserService users) {
        this.users = users;
    }

    /** The full names of those of these users that there are; each is asked for, so these should be few. */
    public Map<Long, String> of(Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        for (long id : ids) {
            try {
                names.put(id, users.get(id).fullName());
            } catch (ProblemException.NotFound nobody) {
                // Whoever asks shows the id.
            }
        }
        return names;
    }
}
