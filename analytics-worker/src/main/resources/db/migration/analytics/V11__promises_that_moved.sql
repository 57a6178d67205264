-- A promise that a ticket lost, or that counts on a day which none of the ticket's dates names any more, may have left that
-- day as it was. Every day is computed again once, which mends it and writes down what sla_ticket_days lacks.
INSERT INTO dirty_days AS d (day, generation, marked_at, oldest_change, cause)
SELECT day, 1, now(), now(), 'tables of a newer version'
  FROM computed_days
    ON CONFLICT (day) DO UPDATE
   SET generation = d.generation + 1, marked_at = excluded.marked_at;
