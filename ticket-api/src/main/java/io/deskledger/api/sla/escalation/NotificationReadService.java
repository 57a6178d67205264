package io.deskledger.api.sla.escalation;

import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds what users were told. */
@Singleton
public class NotificationReadService {

    private final NotificationRepository notifications;

    NotificationReadService(NotificationRepository notifications) {
        this.notifications = notifications;
    }

    /** Newest first, of those with lower ids. */
    @Connectable
    public List<Notification> page(long userId, long before, int limit) {
        return notifications.page(userId, before, limit);
    }
}
