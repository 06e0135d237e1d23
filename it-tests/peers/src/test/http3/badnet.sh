#!/bin/bash
# Runs the echo server and a client of it in this network namespace, whose loopback it makes bad:
# badnet.sh MTU NETEM DIRECTORY JAVA CLASSPATH CLIENT ADDRESS_PREFIX CASE
set -eu
mtu=$1 netem=$2 directory=$3 java=$4 classpath=$5 client=$6 prefix=$7 case=$8

ip link set lo mtu "$mtu" up
# shellcheck disable=SC2086
tc qdisc add dev lo root netem $netem
rm -f "$directory/port"
"$java" --enable-native-access=ALL-UNNAMED -cp "$classpath" io.ghostbridge.peers.http3.EchoServer "$directory" \
  >"$directory/log" 2>&1 &
server=$!
trap 'kill -9 $server 2>/dev/null' EXIT
for _ in $(seq 600); do
  [ -e "$directory/port" ] && break
  kill -0 $server || { cat "$directory/log"; exit 1; }
  sleep 0.1
done
# shellcheck disable=SC2086
timeout 100 $client "$prefix$(cat "$directory/port")" "$case"
