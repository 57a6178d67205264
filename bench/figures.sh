# Sourced by the runs. What they measure goes to the files that bench/run names, if it is bench/run that runs them.

figure() { # name, value, unit: one measurement; those of one name are rounds of the same
  if [ -z "${2:-}" ]; then
    echo "not measured: $1" >&2
    return 1
  fi
  if [ -n "${BENCH_FIGURES:-}" ]; then printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$BENCH_FIGURES"; fi
}

fact() { # name, value: what has to be known about the measurements
  if [ -n "${BENCH_FACTS:-}" ]; then printf '%s\t%s\n' "$1" "$2" >>"$BENCH_FACTS"; fi
}

server_facts() { # which run: the server as it is while it is measured
  fact PostgreSQL "$(psql -XqAtc 'SHOW server_version')"
  fact "PostgreSQL for $1" "$(psql -XqAtc "SELECT string_agg(name || ' = ' || current_setting(name), ', ' ORDER BY name)
    FROM unnest('{shared_buffers,fsync,synchronous_commit,full_page_writes,max_wal_size,checkpoint_timeout}'::text[]) AS name")"
}
