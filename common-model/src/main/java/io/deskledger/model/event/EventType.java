package io.deskledger.model.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of event: their CloudEvents type, the entity they speak of, and what was done to it. */
public enum EventType {
    TICKET_CREATED("io.deskledger.ticket.created.v1", Entities.TICKETS, Action.CREATE),
    TICKET_UPDATED("io.deskledger.ticket.updated.v1", Entities.TICKETS, Action.UPDATE),
    TICKET_COMMENTED("io.deskledger.ticket.commented.v1", Entities.TICKETS, Action.COMMENT),
    TICKET_TAGGED("io.deskledger.ticket.tagged.v1", Entities.TICKETS, Action.TAG),
    TICKET_DELETED("io.deskledger.ticket.deleted.v1", Entities.TICKETS, Action.SOFT_DELETE),
    TICKET_RESTORED("io.deskledger.ticket.restored.v1", Entities.TICKETS, Action.RESTORE),
    TICKET_PURGED("io.deskledger.ticket.purged.v1", Entities.TICKETS, Action.PERMANENT_DELETE),
    TICKET_TRANSFERRED("io.deskledger.ticket.transferred.v1", Entities.TICKETS, Action.TRANSFER),
    TICKET_COMMENT_EDITED("io.deskledger.ticket.comment_edited.v1", Entities.TICKETS, Action.EDIT_COMMENT),
    TICKET_COMMENT_DELETED("io.deskledger.ticket.comment_deleted.v1", Entities.TICKETS, Action.DELETE_COMMENT),
    TICKET_ATTACHED("io.deskledger.ticket.attached.v1", Entities.TICKETS, Action.ATTACH),
    TICKET_DETACHED("io.deskledger.ticket.detached.v1", Entities.TICKETS, Action.DETACH),
    TICKET_SLA_WARNING("io.deskledger.sla.warning.v1", Entities.TICKETS, Action.SLA_WARNING),
    TICKET_SLA_BREACHED("io.deskledger.sla.breached.v1", Entities.TICKETS, Action.SLA_BREACH),
    TICKET_SLA_REEVALUATED("io.deskledger.sla.reevaluated.v1", Entities.TICKETS, Action.SLA_REEVALUATE),
    USER_CREATED("io.deskledger.user.created.v1", Entities.USERS, Action.CREATE),
    USER_UPDATED("io.deskledger.user.updated.v1", Entities.USERS, Action.UPDATE),
    USER_SIGNED_IN("io.deskledger.user.signed_in.v1", Entities.USERS, Action.SIGN_IN),
    USER_SIGN_IN_FAILED("io.deskledger.user.sign_in_failed.v1", Entities.USERS, Action.FAIL_SIGN_IN),
    USER_SIGNED_OUT("io.deskledger.user.signed_out.v1", Entities.USERS, Action.SIGN_OUT),
    USER_SESSION_ENDED("io.deskledger.user.session_ended.v1", Entities.USERS, Action.END_SESSION),
    USER_TOKEN_CREATED("io.deskledger.user.token_created.v1", Entities.USERS, Action.CREATE_TOKEN),
    USER_TOKEN_REVOKED("io.deskledger.user.token_revoked.v1", Entities.USERS, Action.REVOKE_TOKEN),
    TAG_CREATED("io.deskledger.tag.created.v1", Entities.TAGS, Action.CREATE),
    TAG_UPDATED("io.deskledger.tag.updated.v1", Entities.TAGS, Action.UPDATE),
    TAG_DELETED("io.deskledger.tag.deleted.v1", Entities.TAGS, Action.DELETE),
    TAG_MERGED("io.deskledger.tag.merged.v1", Entities.TAGS, Action.MERGE),
    VIEW_CREATED("io.deskledger.view.created.v1", Entities.VIEWS, Action.CREATE),
    VIEW_UPDATED("io.deskledger.view.updated.v1", Entities.VIEWS, Action.UPDATE),
    VIEW_DELETED("io.deskledger.view.deleted.v1", Entities.VIEWS, Action.DELETE),
    WEBHOOK_CREATED("io.deskledger.webhook.created.v1", Entities.WEBHOOKS, Action.CREATE),
    WEBHOOK_UPDATED("io.deskledger.webhook.updated.v1", Entities.WEBHOOKS, Action.UPDATE),
    WEBHOOK_DELETED("io.deskledger.webhook.deleted.v1", Entities.WEBHOOKS, Action.DELETE),
    WEBHOOK_SECRET_ROTATED("io.deskledger.webhook.secret_rotated.v1", Entities.WEBHOOKS, Action.ROTATE_SECRET),
    WEBHOOK_REDELIVERED("io.deskledger.webhook.redelivered.v1", Entities.WEBHOOKS, Action.REDELIVER),
    SLA_CALENDAR_CREATED("io.deskledger.sla_calendar.created.v1", Entities.SLA_CALENDARS, Action.CREATE),
    SLA_CALENDAR_UPDATED("io.deskledger.sla_calendar.updated.v1", Entities.SLA_CALENDARS, Action.UPDATE),
    SLA_CALENDAR_DELETED("io.deskledger.sla_calendar.deleted.v1", Entities.SLA_CALENDARS, Action.DELETE),
    SLA_POLICY_CREATED("io.deskledger.sla_policy.created.v1", Entities.SLA_POLICIES, Action.CREATE),
    SLA_POLICY_UPDATED("io.deskledger.sla_policy.updated.v1", Entities.SLA_POLICIES, Action.UPDATE),
    SLA_POLICY_DELETED("io.deskledger.sla_policy.deleted.v1", Entities.SLA_POLICIES, Action.DELETE),
    NOTIFICATION_CREATED("io.deskledger.notification.created.v1", Entities.NOTIFICATIONS, Action.CREATE),
    IMPORT_RECEIVED("io.deskledger.import.received.v1", Entities.IMPORTS, Action.CREATE),
    AUDIT_READ("io.deskledger.audit.read.v1", Entities.AUDIT, Action.READ),
    DATA_EXPORTED("io.deskledger.audit.exported.v1", Entities.AUDIT, Action.EXPORT),
    DEAD_LETTER_REPLAYED("io.deskledger.audit.replayed.v1", Entities.AUDIT, Action.REPLAY);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wire, Function.identity()));

    private final String wire;
    private final String entity;
    private final Action action;

    EventType(String wire, String entity, Action action) {
        this.wire = wire;
        this.entity = entity;
        this.action = action;
    }

    /** The CloudEvents {@code type}. */
    public String wire() {
        return wire;
    }

    /** The entity's name in events, in the audit trail and in paths: such as {@code tickets}. */
    public String entity() {
        return entity;
    }

    public Action action() {
        return action;
    }

    /** The type with that CloudEvents name, or empty where this version knows none. */
    public static Optional<EventType> find(String wire) {
        return Optional.ofNullable(BY_NAME.get(wire));
    }

    /** Constants of an enum can't refer to its own static fields, so the names live here. */
    private static final class Entities {
        static final String TICKETS = "tickets";
        static final String USERS = "users";
        static final String TAGS = "tags";
        static final String VIEWS = "views";
        static final String WEBHOOKS = "webhooks";
        static final String SLA_CALENDARS = "sla_calendars";
        static final String SLA_POLICIES = "sla_policies";
        static final String NOTIFICATIONS = "notifications";
        static final String IMPORTS = "imports";
        static final String AUDIT = "audit";
    }
}
