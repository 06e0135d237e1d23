package io.ghostbridge.plugin.verify.internal.manifest;

import java.util.List;

/** Packages and namespaces that are the runtime's and never a plugin's. */
public final class ReservedNames {
  /** Classes in them would be taken for the platform's, the framework's or the API's. */
  private static final List<String> CONTENT =
      List.of("java", "io.ghostbridge.api", "io.ghostbridge.proto", "org.osgi.framework");

  /** An exporter of them would be wired to other bundles in place of the runtime's. */
  private static final List<String> EXPORTS =
      List.of(
          "com.google.protobuf",
          "com.google.rpc",
          "com.sun",
          "io.ghostbridge.api",
          "io.ghostbridge.plugin",
          "io.ghostbridge.proto",
          "io.ghostbridge.rpc",
          "io.grpc",
          "io.netty",
          "java",
          "javax",
          "jdk",
          "org.apache.felix",
          "org.osgi",
          "org.slf4j",
          "sun");

  /** With them a plugin would change what other bundles see, or what they are. */
  private static final List<String> IMPORTS =
      List.of("io.ghostbridge.plugin", "org.osgi.framework.hooks", "org.osgi.framework.launch");

  private static final List<String> NAMESPACES =
      List.of(
          "osgi.content",
          "osgi.ee",
          "osgi.extender",
          "osgi.identity",
          "osgi.native",
          "osgi.wiring");

  private ReservedNames() {}

  /** Whether a plugin must have no class in {@code packageName}. */
  public static boolean content(String packageName) {
    return within(packageName, CONTENT);
  }

  static boolean exports(String packageName) {
    return within(packageName, EXPORTS);
  }

  static boolean imports(String packageName) {
    return within(packageName, IMPORTS);
  }

  static boolean namespace(String namespace) {
    return within(namespace, NAMESPACES);
  }

  private static boolean within(String name, List<String> roots) {
    return roots.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
  }
}
