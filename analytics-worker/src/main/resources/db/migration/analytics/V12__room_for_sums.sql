-- Each computed day writes the sums of its month and of its five days again. Pages that are half empty take the new
-- versions of their rows, which then need no new place and no entry of an index; full ones made a table of 2,157 rows
-- 927 pages long in one backfill, and a year's report reads all of them.
ALTER TABLE monthly_split_facts SET (fillfactor = 50);
ALTER TABLE monthly_agent_facts SET (fillfactor = 50);
ALTER TABLE monthly_tag_facts SET (fillfactor = 50);
ALTER TABLE five_split_facts SET (fillfactor = 50);
ALTER TABLE five_agent_facts SET (fillfactor = 50);
ALTER TABLE five_tag_facts SET (fillfactor = 50);

-- Written anew once, in the order in which they are read: tens of thousands of rows at most.
CLUSTER monthly_split_facts USING monthly_split_facts_pkey;
CLUSTER monthly_agent_facts USING monthly_agent_facts_pkey;
CLUSTER monthly_tag_facts USING monthly_tag_facts_pkey;
CLUSTER five_split_facts USING five_split_facts_pkey;
CLUSTER five_agent_facts USING five_agent_facts_pkey;
CLUSTER five_tag_facts USING five_tag_facts_pkey;
