SELECT clock_timestamp() < timestamptz :'began' + interval '1 second' * :lead;
