package io.deskledger.api.audit;

/**
 * What customers see of a ticket's trail about comments and files: of those that they see now, or saw until the
 * deletion. What was hidden later is hidden from its beginning; what was deleted and is not yet told of, too.
 */
public final class TrailForCustomers {

    private static final String SHOWN = """
            (EXISTS (%s)
             OR coalesce(e.changes #>> '{NAME,to,id}', e.changes #>> '{NAME,from,id}') IN (
                    SELECT d.changes #>> '{NAME,from,id}'
                      FROM audit.trail d
                     WHERE d.ticket_id = ? AND d.action = '%s'
                       AND d.changes #>> '{NAME,from,is_internal}' = 'false'))
            """;

    /** Whether the comment of the entry {@code e} is shown; its parameter is the ticket's id. */
    public static final String COMMENT_SHOWN =
            SHOWN.formatted("""
                    SELECT FROM support.comments c
                     WHERE c.ticket_id = e.ticket_id
                       AND c.id = coalesce(e.changes #>> '{NAME,to,id}', e.changes #>> '{NAME,from,id}')::bigint
                       AND NOT c.is_internal""", "DELETE_COMMENT").replace("NAME", "comment");

    /** Whether the file of the entry {@code e} is shown; its parameter is the ticket's id. */
    static final String ATTACHMENT_SHOWN = SHOWN.formatted("""
                    SELECT FROM support.attachments a
                      LEFT JOIN support.comments c ON c.ticket_id = a.ticket_id AND c.id = a.comment_id
                     WHERE a.ticket_id = e.ticket_id
                       AND a.id = coalesce(e.changes #>> '{NAME,to,id}', e.changes #>> '{NAME,from,id}')::bigint
                       AND NOT (a.is_internal OR coalesce(c.is_internal, false))""", "DETACH").replace("NAME", "attachment");

    private TrailForCustomers() {}
}
