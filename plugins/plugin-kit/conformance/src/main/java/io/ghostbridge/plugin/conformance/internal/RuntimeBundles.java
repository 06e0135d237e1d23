package io.ghostbridge.plugin.conformance.internal;

import java.util.List;

/** Which bundles a plugin finds in the container, by symbolic name. */
final class RuntimeBundles {
  /** Those whose types the tests use themselves: exported by the system bundle. */
  static final List<String> SHARED =
      List.of(
          "io.ghostbridge.api",
          "io.ghostbridge.plugin.residue",
          "slf4j.api",
          "org.osgi.service.cm",
          "org.osgi.service.component",
          "org.osgi.service.log",
          "org.osgi.util.function",
          "org.osgi.util.promise");

  /** Those that are installed, as in a distribution. */
  static final List<String> INSTALLED =
      List.of(
          "org.apache.felix.configadmin",
          "org.apache.felix.scr",
          "com.google.guava",
          "com.google.guava.failureaccess",
          "com.google.protobuf",
          "com.github.ben-manes.caffeine",
          "com.ibm.icu",
          "org.xbill.dns",
          "bcprov",
          "bcpkix",
          "bcutil",
          "io.netty.buffer",
          "io.netty.codec-base",
          "io.netty.codec-compression",
          "io.netty.codec-http",
          "io.netty.codec-http2",
          "io.netty.common",
          "io.netty.handler",
          "io.netty.resolver",
          "io.netty.transport",
          "io.netty.transport-classes-epoll",
          "io.netty.transport-native-epoll.linux-x86_64",
          "io.netty.transport-native-unix-common",
          "io.ghostbridge.proto",
          "io.ghostbridge.grpc",
          "io.ghostbridge.rpc",
          "io.ghostbridge.tls",
          "io.ghostbridge.services",
          "io.ghostbridge.names");

  /** What serves gRPC calls; started for plugins that offer any. */
  static final String TRANSPORT = "io.ghostbridge.transport.http2";

  private RuntimeBundles() {}
}
