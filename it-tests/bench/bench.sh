#!/usr/bin/env bash
# Measures what is built: bench.sh [NAME] [--runs=N] [--seconds=N] [--subjects=A,B] [--cases=A,B] [--updates=N] [--reinstalls=N]
# Without a name, all benchmarks run. ./gb bench builds first and then calls this.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

fail() {
  echo "bench: $*" >&2
  exit 1
}

# ./gb says which JDK 25 it found by JAVA_HOME.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -version 2>&1 | grep -q ' version "25[.0-9]*"' \
  || fail "no Java 25 at '$java'; set JAVA_HOME to a JDK 25"
command -v taskset >/dev/null || fail "taskset is missing; install it with: apt-get install util-linux"

shopt -s nullglob
jars=("$here"/target/bench-*.jar)
[[ ${#jars[@]} -gt 0 && -d $here/target/lib ]] \
  || fail "the benchmarks are not built; run: ./gb bench ${1:-}"

# connections and memory: 10,000 sockets in the load generator and as many in the server, and some for themselves.
files=10500
limit=$(ulimit -Hn)
if [[ ${1:-} =~ ^(|-.*|connections|memory)$ && $limit != unlimited && $limit -lt $files ]]; then
  fail "the hard limit of open files is $limit; 10,000 connections need $files (ulimit -Hn, limits.conf)"
fi
ulimit -Sn "$limit"

# The benchmark itself is part of the load, so it stays off the server's core.
exec taskset -c 1 "$java" \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=deny -XX:+UseCompactObjectHeaders \
  -Dbench.root="$root" -cp "${jars[0]}:$here/target/lib/*" io.ghostbridge.bench.Main "$@"
