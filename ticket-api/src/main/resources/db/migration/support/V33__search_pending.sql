-- Each search reads what new words have not been merged yet from its beginning to its end: at the default of 4 MB that
-- took up to 40 ms a word, at 64 kB half a millisecond. To merge so often costs the worker that learns words half more.
ALTER INDEX search_vocabulary_trigrams SET (gin_pending_list_limit = 64);
SELECT gin_clean_pending_list('search_vocabulary_trigrams');
