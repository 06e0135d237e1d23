#!/bin/bash
# Makes the tarballs of the distribution laid out in the directory given: one with its own Java runtime, and a -nojre one.
# Called by ./gb dist, with JAVA_HOME set to a JDK 25.
set -eu
laid_out=$(cd "$1" && pwd)
target=$(dirname "$laid_out")
version=$(basename "$laid_out"/lib/launcher-*.jar .jar)
version=${version#launcher-}
name=ghostbridge-$version

# What bundles may need of the platform, plugins that operators add included; no desktop, no compiler, no RMI.
modules=java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,\
java.security.sasl,java.sql,java.xml,jdk.crypto.cryptoki,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,\
jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

stage=$target/stage
rm -rf "$stage" "$target"/ghostbridge-*.tar.gz
mkdir -p "$stage/$name/completion" "$stage/train"
# With the jars' times: the AOT cache knows them.
cp -Rp "$laid_out"/bin "$laid_out"/bundles "$laid_out"/config "$laid_out"/lib "$laid_out"/LICENSE "$stage/$name/"
"$stage/$name/bin/ghostbridge" completion >"$stage/$name/completion/ghostbridge.bash"
chmod -R u=rwX,go=rX "$stage/$name"

pack() {
  tar --owner=0 --group=0 --numeric-owner --sort=name -czf "$target/$1" -C "$stage" "$name"
  echo "distribution/target/$1 $(du -h "$target/$1" | cut -f1)"
}

pack "$name-nojre.tar.gz"

runtime=$stage/$name/jre
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
  --output "$runtime"
# The runtime's own classes, laid out for the flags that bin/ghostbridge sets.
"$runtime/bin/java" -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -Xshare:dump >/dev/null 2>&1

# A start, a few questions and an end, watched by the JVM, make the AOT cache (JEP 514, 515). Without it everything works, later.
train() {
  local free=() port node
  for port in $(seq 21000 21100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || free+=("$port")
  done
  GHOST_CONFIG=$stage/$name/config GHOST_JAVA_OPTIONS="-XX:AOTCacheOutput=$stage/train/ghostbridge.aot" \
    "$stage/$name/bin/ghostbridge" run --data "$stage/train/data" \
    --set "io.ghostbridge.transport.http2:port=${free[0]}" --set "io.ghostbridge.transport.dns:port=${free[1]}" \
    >"$stage/train/log" 2>&1 &
  node=$!
  for _ in $(seq 300); do
    [ -e "$stage/train/data/ready" ] && break
    kill -0 "$node" 2>/dev/null || return 1
    sleep 0.1
  done
  "$stage/$name/bin/ghostbridge" name register training.ghost A 192.0.2.1 --data "$stage/train/data" >/dev/null 2>&1 || true
  if command -v kdig >/dev/null; then
    kdig @127.0.0.1 -p "${free[1]}" training.ghost A >/dev/null 2>&1 || true
    kdig @127.0.0.1 -p "${free[1]}" absent.ghost A +tcp >/dev/null 2>&1 || true
  fi
  kill -TERM "$node"
  wait "$node"
}
if train && [ -s "$stage/train/ghostbridge.aot" ]; then
  install -m 644 "$stage/train/ghostbridge.aot" "$stage/$name/lib/ghostbridge.aot"
else
  cat "$stage/train/log" >&2
  echo "pack: the node did not start for training, so there would be a distribution that does not work" >&2
  exit 1
fi

pack "$name.tar.gz"
rm -rf "$stage"
