package io.ghostbridge.bench.subject;

import java.util.List;

/** The flags that every JVM of GhostBridge runs with; the root pom's {@code jvm.flags}. */
final class JvmFlags {
  static final List<String> DEFAULT =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=deny",
          "-XX:+UseCompactObjectHeaders");

  private JvmFlags() {}
}
