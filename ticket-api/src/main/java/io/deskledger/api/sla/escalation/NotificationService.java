package io.deskledger.api.sla.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Removes notifications, a batch in one transaction. */
@Singleton
class NotificationService {

    private final NotificationRepository notifications;

    NotificationService(NotificationRepository notifications) {
        this.notifications = notifications;
    }

    @Transactional
    int remove(Instant before, int limit) {
        return notifications.remove(before, limit);
    }
}
