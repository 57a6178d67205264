package io.deskledger.api.sla.escalation;

import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds what users were told. */
@Singleton
class NotificationReadService {

    private final NotificationRepository notifications;

    NotificationReadService(NotificationRepository notifications) {
        this.notifications = notifications;
    }

    @Connectable
    List<Notification> page(long userId, long before, int limit) {
        return notifications.page(userId, before, limit);
    }
}
