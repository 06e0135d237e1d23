#!/bin/bash
# Makes the AOT caches (JEP 514, 515) of the distribution laid out in the directory given, with the Java runtime that its
# bin/ghostbridge finds: lib/ghostbridge.aot of a node, lib/commands.aot of the commands. Without them everything works, later.
# A cache knows its jars by name, time and size, and the build of its runtime: one that does not fit is left aside by the JVM.
set -eu
home=$(cd "$1" && pwd)
ghostbridge=$home/bin/ghostbridge
work=$(mktemp -d)
node=

finish() {
  [ -z "$node" ] || kill -KILL "$node" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

fail() {
  cat "$work/log" >&2
  echo "train: $*" >&2
  exit 1
}

rm -f "$home/lib/ghostbridge.aot" "$home/lib/commands.aot"
options=(--data "$work/data" --set io.ghostbridge.transport.jsonrpc:enabled=true)
for transport in dns http2 http3 jsonrpc; do
  [ ! -e "$home/config/io.ghostbridge.transport.$transport.cfg" ] ||
    options+=(--set "io.ghostbridge.transport.$transport:port=0")
done

# A start, a few questions and an end, watched by the JVM.
GHOST_CONFIG=$home/config GHOST_JAVA_OPTIONS="-XX:AOTCacheOutput=$work/node.aot" "$ghostbridge" run "${options[@]}" \
  >"$work/log" 2>&1 &
node=$!
for _ in $(seq 600); do
  [ -e "$work/data/ready" ] && break
  kill -0 "$node" 2>/dev/null || fail "the node did not start"
  sleep 0.1
done
[ -e "$work/data/ready" ] || fail "the node is not ready after a minute"
GHOST_JAVA_OPTIONS="-XX:AOTCacheOutput=$work/commands.aot" \
  "$ghostbridge" name register training.ghost A 192.0.2.1 --data "$work/data" >>"$work/log" 2>&1 ||
  fail "no name could be registered"
if command -v kdig >/dev/null; then
  port=$("$ghostbridge" status --data "$work/data" | sed -n 's/.*DNS (UDP) *127.0.0.1:\([0-9]*\).*/\1/p')
  kdig @127.0.0.1 -p "$port" training.ghost A >/dev/null 2>&1 || true
  kdig @127.0.0.1 -p "$port" absent.ghost A +tcp >/dev/null 2>&1 || true
fi
kill -TERM "$node"
wait "$node" || fail "the node ended with $?"
node=
[ -s "$work/node.aot" ] && [ -s "$work/commands.aot" ] || fail "the JVM wrote no cache"
install -m 644 "$work/node.aot" "$home/lib/ghostbridge.aot"
install -m 644 "$work/commands.aot" "$home/lib/commands.aot"
