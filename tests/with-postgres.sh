#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL set to a throw-away PostgreSQL on loopback, gone when the command ends.
# A server that is there already can be given instead: TEST_DATABASE_URL=postgres://… with-postgres.sh …
set -euo pipefail
if [ -n "${TEST_DATABASE_URL:-}" ]; then exec "$@"; fi

find_binaries() {
    for directory in "$(dirname "$(command -v initdb 2>/dev/null || echo /none)")" /usr/lib/postgresql/*/bin \
        /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
        if [ -x "$directory/initdb" ]; then echo "$directory"; return; fi
    done
}
binaries=$(find_binaries)
if [ -z "$binaries" ]; then
    echo "PostgreSQL is needed for the tests: apt-get install postgresql (Debian) or brew install postgresql@17 (macOS)" >&2
    exit 1
fi

directory=$(mktemp -d "${TMPDIR:-/tmp}/latchkey-postgres.XXXXXX")
as=()
if [ "$(id -u)" = 0 ]; then
    # PostgreSQL refuses to run as root.
    owner=postgres
    id postgres >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$directory"
    as=(setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME="$directory")
fi
run() { (cd "$directory" && "${as[@]}" "$@"); }
run "$binaries/initdb" -D "$directory/data" -U latchkey -A trust -E UTF8 --no-sync >/dev/null
# Nothing here has to survive this machine's end: without flushing, the many databases of the tests are made faster.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo $((20000 + RANDOM % 20000)))
stop() {
    run "$binaries/pg_ctl" -D "$directory/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$directory"
}
trap stop EXIT
run "$binaries/pg_ctl" -D "$directory/data" -w -l "$directory/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$directory -c max_connections=400 -c fsync=off ${POSTGRES_OPTIONS:-}" start >/dev/null
export TEST_DATABASE_URL="postgres://latchkey@127.0.0.1:$port/postgres"
"$@"
