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
mkdir -p "$stage/$name/completion"
# With the jars' times: the AOT cache knows them.
cp -Rp "$laid_out"/bin "$laid_out"/bundles "$laid_out"/config "$laid_out"/lib "$laid_out"/LICENSE "$stage/$name/"
# Made with another runtime.
rm -f "$stage/$name"/lib/*.aot
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

if ! "$(dirname "$0")/train.sh" "$stage/$name"; then
  echo "pack: the distribution did not start for training, so there would be one that does not work" >&2
  exit 1
fi

pack "$name.tar.gz"
rm -rf "$stage"
