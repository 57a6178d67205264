# shellcheck shell=bash
# What the runs share: the system by ./deskledger, its database, its people. Sourced from the root of the checkout, with
# BENCH_WORK set to the folder for everything that a run leaves.

. .mvn/find-jdk.sh
jdk=$(find_jdk 25) || { echo "a JDK 25 is needed" >&2; exit 1; }
java=$jdk/bin/java
mkdir -p "$BENCH_WORK"
BENCH_WORK=$(cd "$BENCH_WORK" && pwd)

needed() { # programs
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || { echo "$program is needed: see bench/README.md" >&2; return 1; }
  done
}

# The system as every run has it: a data folder of its own, nobody's demo data, no limits of rate, tokens for a day.
system() { # port unless the environment names one, data folder, name of its log
  export DESKLEDGER_PORT=${DESKLEDGER_PORT:-$1} DESKLEDGER_DATA_DIR=$2 \
    DESKLEDGER_DEMO_TICKETS=0 DESKLEDGER_DEMO_PASSWORD=${DESKLEDGER_DEMO_PASSWORD:-bench-password-of-nobody} \
    DESKLEDGER_ACCESS_TOKEN_SECONDS=86400 DESKLEDGER_RATE_LIMIT_USER=0 DESKLEDGER_RATE_LIMIT_ADDRESS=0
  system_log=$BENCH_WORK/$3
  api=http://127.0.0.1:$DESKLEDGER_PORT/api/v1
}

start() {
  local launcher
  : >"$system_log"
  ./deskledger >>"$system_log" 2>&1 &
  launcher=$!
  for _ in $(seq 1 600); do
    if grep -q "admin@example.com" "$system_log"; then
      database
      return 0
    fi
    if ! kill -0 "$launcher" 2>/dev/null; then break; fi
    sleep 1
  done
  cat "$system_log" >&2
  return 1
}
stop() { ./deskledger stop >/dev/null; }

database() {
  PGPORT=$(sed -n 's/^port = //p' "$DESKLEDGER_DATA_DIR/postgres/deskledger.conf" | tail -1)
  PGPASSWORD=$(cat "$DESKLEDGER_DATA_DIR/postgres.password")
  export PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=deskledger PGPORT PGPASSWORD PGOPTIONS="-c search_path=support,public -c max_parallel_workers_per_gather=0"
}
ask() { psql -XqAt -F ' ' -v ON_ERROR_STOP=1 "$@"; }

# A server of the size that such a desk deserves, instead of the launcher's default for a laptop. Takes effect with a start.
server_settings() { # settings
  local setting
  for setting in "$@"; do ask -c "ALTER SYSTEM SET $setting"; done
}

# The tickets of bench/sql/load_tickets.sql, loaded by the first run; a load that was cut short is begun anew. Leaves the system stopped.
loaded_desk() {
  local loaded=$DESKLEDGER_DATA_DIR/loaded # written behind the last row
  if [ -f "$loaded" ]; then return 0; fi
  if [ -d "$DESKLEDGER_DATA_DIR" ]; then
    stop || true
    rm -rf "$DESKLEDGER_DATA_DIR"
  fi
  start
  server_settings "shared_buffers = '2GB'" "max_wal_size = '8GB'" "checkpoint_timeout = '15min'"
  psql -q -v tickets="$BENCH_TICKETS" -v comments=3 -f bench/sql/load_tickets.sql
  touch "$loaded"
  stop
}

# As if the tickets were older than service levels: they are given their clocks after the next start.
without_clocks() { ask -c "UPDATE sla_revision SET filled_to = 0, filled_last = NULL"; }

# Until all tickets have their clocks, what is late was told, and no event waits.
rest() { # seconds, what else has to be true
  for _ in $(seq 1 "$1"); do
    if [ "$(ask -c "SELECT coalesce((SELECT filled_to >= filled_last FROM sla_revision), false)
        AND NOT EXISTS (SELECT FROM ticket_sla WHERE next_at < now()) AND NOT EXISTS (SELECT FROM outbox) AND ${2:-true}")" = t ]; then
      return 0
    fi
    sleep 1
  done
  echo "the system does not come to rest within $1 s" >&2
  return 1
}

process() { awk '{ print $1 }' "$DESKLEDGER_DATA_DIR/run/$1.pid"; } # name of a part

field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" | head -1; }
login() { # e-mail
  curl -fsS "$api/auth/login" -H 'Content-Type: application/json' \
    -d "{\"username\":\"$1\",\"password\":\"$DESKLEDGER_DEMO_PASSWORD\"}" | field access_token
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
