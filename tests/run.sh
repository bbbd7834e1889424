#!/usr/bin/env bash
# Builds everything once, runs every test project, ends with one line: N passed, N failed, N skipped.
# BATON_FAULTS=10x20000 kills the app ten times during 20,000 events each, instead of twice during 1,500, and runs the long forms of all fault
# tests: 100,000 events in one burst, 20,000 mutated documents at each door, more freezes, full disks, torn pages (half an hour more).
# What touches a database runs twice, on SQLite and on a throw-away PostgreSQL server.
# Needs the .NET SDK only; the browser tests' Chromium, PostgreSQL, Node and iproute2 are fetched from the system's packages when missing.
# Cutting networks needs root (or CAP_NET_ADMIN and CAP_SYS_ADMIN).
# --screenshots takes the documentation's pictures anew. Figures and pictures are left in "artifacts".
set -uo pipefail
cd "$(dirname "$0")/.."

[ "${1:-}" = "--screenshots" ] && export BATON_SCREENSHOTS=1
rm -rf artifacts

have_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if [ -z "${BATON_CHROMIUM:-}" ] && ! have_browser >/dev/null && command -v apt-get >/dev/null; then
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
fi

# Reference implementations of others (an MCP server, the Standard Webhooks library) run on Node; the tests fetch them by npm.
if ! command -v npm >/dev/null && command -v apt-get >/dev/null; then
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi

# Tests that cut the network between nodes make networks of their own.
if ! command -v ip >/dev/null && command -v apt-get >/dev/null; then
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends iproute2 >/dev/null
fi

# A machine that may not make networks runs everything else, and says so.
networks=()
if ! (ip netns add baton-probe && ip link add baton-probe type bridge && ip link del baton-probe && ip netns del baton-probe) 2>/dev/null; then
  ip netns del baton-probe 2>/dev/null
  networks=("Needs=Networks")
  echo "LEFT OUT: tests that cut the network between nodes, since this machine lets nobody make network namespaces and bridges."
fi

nightly=()
[ -n "${BATON_FAULTS:-}" ] || nightly=("Part=Nightly")

# One compiler serves all projects: a third of the time.
UseSharedCompilation=true dotnet build Console.sln --nologo -v quiet || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1

# Most code of a test runs a few times only: compiling it again and better takes longer than it saves. It halves the time of whatever starts the app.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=300

passed=0 failed=0 skipped=0 failures=""
mkdir -p artifacts/tests

# The whole output of a project is left in artifacts/tests; what is shown is what failed, and how many.
run_tests() {
  local project=$1 name=${1#tests/}${BATON_TEST_POSTGRES:+ on PostgreSQL} began=$SECONDS && shift
  local log="artifacts/tests/$name.log"
  # What only the other database does is left to the other run; what only talks to others or reckons is the same on both.
  local which=(--filter-not-trait "Database=$([ -n "${BATON_TEST_POSTGRES:-}" ] && echo Sqlite || echo Postgres)" "${networks[@]}" "${nightly[@]}")
  [ -n "${BATON_TEST_POSTGRES:-}" ] && which+=(--filter-not-namespace "Baton.Engine.Tests.Agents.Calling*" "Baton.Engine.Tests.Outbound*" "Baton.Engine.Tests.Mcp*" "Baton.Engine.Tests.Demo*")
  [ $# -gt 0 ] && which=("$@")
  dotnet run --no-build --project "$project" -- "${which[@]}" 2>&1 | sed -u 's/\x1b\[[0-9;]*m//g' >"$log"
  local code=${PIPESTATUS[0]}
  count() { awk -v word="$1:" '$1 == word { n = $2 } END { print n + 0 }' "$log"; }
  local p=$(count succeeded) f=$(count failed) s=$(count skipped)
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  grep -A 40 '^failed ' "$log" | cut -c1-600
  failures+=$(grep '^failed ' "$log" | sed "s/^failed/\n$name:/")
  # A project that dies, or runs nothing, failed even if no single test could say so.
  if [ "$code" -ne 0 ] && [ "$f" -eq 0 ] || [ "$p" -eq 0 ]; then
    failed=$((failed + 1)) failures+=$'\n'"$name: ended with code $code"
    tail -50 "$log"
  fi
  echo "$name: $p passed, $f failed, $s skipped in $((SECONDS - began)) s"
}

for project in tests/Baton.*.Tests; do run_tests "$project"; done

source tests/postgres.sh
trap stop_postgres EXIT
if start_postgres; then
  for project in tests/Baton.Engine.Tests tests/Baton.Console.Tests; do run_tests "$project"; done
  run_tests tests/Baton.Browser.Tests --filter-trait Database=Postgres # the rest of a browser does not see which database it is
else
  failed=$((failed + 1)) failures+=$'\nPostgreSQL: no server could be started'
fi

[ -z "$failures" ] || printf 'Failed:%s\n' "$failures"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
