package io.deskledger.api.user;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.TextRules;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Finds users by what is known of them. */
@Singleton
public class UserListService {

    private final UserListRepository users;

    UserListService(UserListRepository users) {
        this.users = users;
    }

    /** The user of exactly that address, whatever its case. */
    @Connectable
    public Optional<Long> idOf(String email) {
        return TextRules.isStorable(email) ? users.idOf(email.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    @Connectable
    public Page<User> page(UserFilter filter) {
        return Page.of(
                users.page(filter),
                filter.limit(),
                last -> new Cursor(last.createdAt(), last.id()).text(UserFilter.LIST),
                null);
    }
}
