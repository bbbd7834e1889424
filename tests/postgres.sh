#!/usr/bin/env bash
# To be sourced: start_postgres starts a throw-away PostgreSQL server that only this machine's own users reach, and says in BATON_TEST_POSTGRES
# how; stop_postgres ends it and removes it. Installs the system's package when there is none. The server never runs as root.
# It waits for no disk, and lies in memory where there is room: tests end the app in every way, never the machine, and thousands of databases come and go.

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true; }

start_postgres() {
  local bin=${POSTGRES_BIN:-$(postgres_bin)}
  if [ -z "$bin" ] && command -v apt-get >/dev/null; then
    local as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql >/dev/null
    bin=$(postgres_bin)
  fi
  [ -n "$bin" ] || { echo "There is no PostgreSQL here; name the folder of initdb and pg_ctl in POSTGRES_BIN." >&2; return 1; }

  local room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)
  postgres_folder=$(mktemp -d "$([ "${room:-0}" -gt 4000000 ] && echo /dev/shm || echo /tmp)/baton-postgres.XXXXXX")
  postgres_as=()
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$postgres_folder"
    postgres_as=(runuser -u postgres --)
  fi
  postgres_bin_used=$bin
  (cd "$postgres_folder" &&
    "${postgres_as[@]}" "$bin/initdb" -A trust -U baton -E UTF8 --locale=C.UTF-8 -k -D "$postgres_folder/data" >/dev/null &&
    "${postgres_as[@]}" "$bin/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w \
      -o "-c listen_addresses='' -k $postgres_folder -c max_connections=300 -c fsync=off -c full_page_writes=off" start >/dev/null) || { cat "$postgres_folder/log" >&2; return 1; }
  export BATON_TEST_POSTGRES="Host=$postgres_folder;Username=baton;Database=postgres"
}

stop_postgres() {
  unset BATON_TEST_POSTGRES
  [ -n "${postgres_folder:-}" ] || return 0
  (cd "$postgres_folder" && "${postgres_as[@]}" "$postgres_bin_used/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null)
  rm -rf "$postgres_folder"
  postgres_folder=
}
