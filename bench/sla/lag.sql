SELECT count(*) || ' breaches among ' || (SELECT count(*) FROM ticket_sla WHERE is_open AND target = 'resolution')
       || ' clocks, committed after their due instant: median '
       || round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY late))::numeric, 3) || ' s, 99 % '
       || round(extract(epoch FROM percentile_cont(0.99) WITHIN GROUP (ORDER BY late))::numeric, 3) || ' s, at most '
       || round(extract(epoch FROM max(late))::numeric, 3) || ' s'
  FROM (SELECT pg_xact_commit_timestamp(xmin) - due_at AS late
          FROM ticket_sla
         WHERE is_open AND target = 'resolution' AND breached_at IS NOT NULL) told;
