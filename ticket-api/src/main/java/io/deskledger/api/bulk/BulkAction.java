package io.deskledger.api.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.ticket.NewTicket;
import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is to be done with every ticket of a bulk change. */
sealed interface BulkAction {

    Name name();

    /** The actions by their names in the API. */
    enum Name implements WireName {
        CREATE,
        SET_STATUS,
        ASSIGN,
        ADD_TAGS,
        REMOVE_TAGS,
        MERGE_CUSTOM_FIELDS,
        SOFT_DELETE,
        RESTORE,
        PERMANENT_DELETE,
        CLOSE_RESOLVED;

        @Override
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An action on tickets that are there. */
    sealed interface OnTickets extends BulkAction {

        /** Whether deleted tickets are there for it. */
        default boolean reachesDeleted() {
            return false;
        }

        /** The tags that it names: what it needs to know of each ticket, and keep. */
        default List<String> tags() {
            return List.of();
        }
    }

    /** New tickets. */
    record Create(List<NewTicket> tickets) implements BulkAction {
        @Override
        public Name name() {
            return Name.CREATE;
        }
    }

    /** Another status, by the rules of moves. */
    record SetStatus(TicketStatus status) implements OnTickets {
        @Override
        public Name name() {
            return Name.SET_STATUS;
        }
    }

    /** Another assignee, or none. */
    record Assign(@Nullable Long assigneeId) implements OnTickets {
        @Override
        public Name name() {
            return Name.ASSIGN;
        }
    }

    /** More tags. */
    record AddTags(List<String> tags) implements OnTickets {
        @Override
        public Name name() {
            return Name.ADD_TAGS;
        }
    }

    /** Fewer tags. */
    record RemoveTags(List<String> tags) implements OnTickets {
        @Override
        public Name name() {
            return Name.REMOVE_TAGS;
        }
    }

    /** A merge patch of the custom fields. */
    record MergeCustomFields(ObjectNode patch) implements OnTickets {
        @Override
        public Name name() {
            return Name.MERGE_CUSTOM_FIELDS;
        }
    }

    /** Deletion that can be taken back. */
    record SoftDelete() implements OnTickets {
        @Override
        public Name name() {
            return Name.SOFT_DELETE;
        }
    }

    /** The end of a deletion. */
    record Restore() implements OnTickets {
        @Override
        public Name name() {
            return Name.RESTORE;
        }

        @Override
        public boolean reachesDeleted() {
            return true;
        }
    }

    /** Deletion for good. */
    record PermanentDelete() implements OnTickets {
        @Override
        public Name name() {
            return Name.PERMANENT_DELETE;
        }

        @Override
        public boolean reachesDeleted() {
            return true;
        }
    }

    /** Closing of what has been resolved for so many days. */
    record CloseResolved(int olderThanDays) implements OnTickets {
        @Override
        public Name name() {
            return Name.CLOSE_RESOLVED;
        }
    }
}
