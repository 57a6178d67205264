package io.deskledger.api.user;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.Page;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;

/** Finds users by what is known of them. */
@Singleton
public class UserListService {

    private final UserListRepository users;

    UserListService(UserListRepository users) {
        this.users = users;
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
