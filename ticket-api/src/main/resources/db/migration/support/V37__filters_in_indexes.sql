-- Those of V36 replace these. In a transaction of its own: one that keeps others from writing, as V36 does, and then from
-- reading waits for a request that has read and is about to write, which waits for it.
DROP INDEX tickets_by_assignee, tickets_by_creator, tickets_by_category, tickets_unassigned;
ALTER INDEX tickets_by_assignee_filtered RENAME TO tickets_by_assignee;
ALTER INDEX tickets_by_creator_filtered RENAME TO tickets_by_creator;
ALTER INDEX tickets_by_category_filtered RENAME TO tickets_by_category;
ALTER INDEX tickets_unassigned_filtered RENAME TO tickets_unassigned;
