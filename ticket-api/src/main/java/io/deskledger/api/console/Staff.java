package io.deskledger.api.console;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.user.User;
import io.deskledger.api.user.UserFilter;
import io.deskledger.api.user.UserListService;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom tickets can be given to. */
@Singleton
public final class Staff {

    private static final String MOST = "200";
    private static final int IN_A_MENU = 2_000;

    private final UserListService users;

    Staff(UserListService users) {
        this.users = users;
    }

    /** Active agents and admins, as many as a menu can hold. */
    public List<User> assignable() {
        Map<String, List<String>> query = new HashMap<>(
                Map.of("role", List.of("agent", "admin"), "active", List.of("true"), "limit", List.of(MOST)));
        List<User> all = new ArrayList<>();
        String next = null;
        do {
            if (next != null) {
                query.put("cursor", List.of(next));
            }
            Page<User> page = users.page(UserFilter.read(new QueryParams(query)));
            all.addAll(page.items());
            next = page.nextCursor();
        } while (next != null && all.size() < IN_A_MENU);
        return all;
    }

    /** The user of exactly that address. */
    public Optional<Long> idOf(String email) {
        return users.idOf(email);
    }
}
