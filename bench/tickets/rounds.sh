# shellcheck shell=bash
# Kinds of requests at full speed, each beside pgbench with the SQL that it runs. Sourced behind bench/lib.sh, with the
# system running and BENCH_TICKETS set; by bench/tickets/run and bench/run.

export BENCH_SCRIPTS=$PWD/bench/tickets
rounds=${BENCH_ROUNDS:-3} seconds=${BENCH_SECONDS:-20} connections=${BENCH_CONNECTIONS:-32}
kinds=${BENCH_KINDS:-"read list filters fulltext create comment status"}
results=$BENCH_WORK/results.tsv

people() { # role, how many: makes those who are not there yet, and signs all of them in
  local admin n token
  admin=$(login admin@example.com)
  : >"$BENCH_WORK/$1s.tokens"
  for n in $(seq 1 "$2"); do
    curl -sS -o /dev/null "$api/users" -H "Authorization: Bearer $admin" -H 'Content-Type: application/json' \
      -d "{\"email\":\"load-$1-$n@bench.example\",\"full_name\":\"Load $1 $n\",\"role\":\"$1\",\"password\":\"$DESKLEDGER_DEMO_PASSWORD\"}"
    token=$(login "load-$1-$n@bench.example")
    echo "$token" >>"$BENCH_WORK/$1s.tokens"
  done
}

# Tickets of any open state, with that state, in random order.
open_tickets() {
  ask -c "SELECT id || ' ' || CASE status WHEN 'open' THEN 0 WHEN 'in_progress' THEN 1 ELSE 2 END
            FROM tickets WHERE status IN ('open', 'in_progress', 'waiting_on_customer') ORDER BY random()" >"$BENCH_WORK/open.ids"
}

# What requests may ask for, as files for the load generators and as tables for pgbench.
prepare_requests() {
  people agent 8
  people customer 24
  open_tickets
  ask -c "SELECT word FROM (SELECT title, description FROM tickets ORDER BY md5(id::text) LIMIT 3000) t,
            regexp_split_to_table(lower(description), '[^a-zé-ÿß]+') AS word
           WHERE length(word) > 2 AND word !~ '^(ref|case)' GROUP BY word ORDER BY count(*) DESC LIMIT 3000" >"$BENCH_WORK/words"
  open=$(wc -l <"$BENCH_WORK/open.ids") words=$(wc -l <"$BENCH_WORK/words")
  ask <<SQL
SET client_min_messages = warning;
DROP TABLE IF EXISTS bench_outbox, bench_open, bench_words;
CREATE TABLE bench_outbox (LIKE outbox INCLUDING ALL);
CREATE TABLE bench_open (n bigint PRIMARY KEY, id bigint NOT NULL);
INSERT INTO bench_open SELECT row_number() OVER (ORDER BY md5(id::text)), id FROM tickets WHERE status IN ('open', 'in_progress', 'waiting_on_customer');
CREATE TABLE bench_words (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text NOT NULL);
\\copy bench_words (word) FROM '$BENCH_WORK/words'
VACUUM ANALYZE bench_open, bench_words;
SQL
  : >"$results"
}
drop_tables() {
  ask -c 'SET client_min_messages = warning' -c 'DROP TABLE IF EXISTS bench_outbox, bench_open, bench_words' || true
}

at_full_speed() { # kind, seconds
  # As the tickets are now: to give one the status that it has is no change, and costs a fraction of one.
  if [ "$1" = status ]; then open_tickets; fi
  wrk -t1 -c"$connections" -d"${2}s" -s "bench/tickets/$1.lua" "http://127.0.0.1:$DESKLEDGER_PORT"
}

# Until nobody works on what was written before: that is no part of what comes now.
settle() { rest 600 "NOT EXISTS (SELECT FROM analytics.dirty_days)"; }

# A line in the results: kind, requests a second, p50, p99, failures, pgbench's rate.
measure_kind() { # kind, seconds to warm up
  local rate p50 p99 failed sql changes
  settle
  ask -c CHECKPOINT
  at_full_speed "$1" "$2" >/dev/null
  if [ "$1" = status ]; then changes=$(ask -c 'SELECT count(*) FROM status_changes'); fi
  at_full_speed "$1" "$seconds" >"$BENCH_WORK/wrk.out"
  read -r _ rate p50 p99 failed < <(grep '^RESULT' "$BENCH_WORK/wrk.out")
  if [ "$1" = status ]; then
    changes=$(($(ask -c 'SELECT count(*) FROM status_changes') - changes))
    if [ "$changes" -lt $(((rate * seconds - failed) * 9 / 10)) ]; then
      echo "only $changes changes of status by $rate requests a second in $seconds s, $failed of them failed: not changes were measured" >&2
      return 1
    fi
  fi
  settle
  ask -c CHECKPOINT
  pgbench -n -M prepared -c "$connections" -j 1 -T "$seconds" -D tickets="$BENCH_TICKETS" -D open="$open" -D words="$words" \
    -f "bench/tickets/$1.sql" >"$BENCH_WORK/pgbench.out" 2>"$BENCH_WORK/pgbench.err" || cat "$BENCH_WORK/pgbench.err" >&2
  sql=$(sed -n 's/^tps = \([0-9]*\).*/\1/p' "$BENCH_WORK/pgbench.out")
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$rate" "$p50" "$p99" "$failed" "$sql" | tee -a "$results"
}

measure_kinds() { # round
  local kind warm=5
  if [ "$1" = 1 ]; then warm=${BENCH_WARM:-60}; fi
  for kind in $kinds; do measure_kind "$kind" "$warm"; done
}

kinds_table() {
  local kind rate sql
  column() { awk -F'\t' -v kind="$kind" -v c="$1" '$1 == kind { print $c }' "$results"; }
  echo "| request | a second | p50 ms | p99 ms | failed | pgbench, same SQL | share |"
  echo "| --- | --- | --- | --- | --- | --- | --- |"
  for kind in $kinds; do
    rate=$(column 2 | median) sql=$(column 6 | median)
    echo "| $kind | $rate | $(column 3 | median) | $(column 4 | median) | $(column 5 | awk '{ s += $1 } END { print s + 0 }') | $sql |" \
      "$(awk -v a="$rate" -v b="$sql" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }') |"
  done
}
