package io.ghostbridge.plugin.conformance;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The algorithm of the distribution is held to what plugins are held to; without its native
 * library, whose code a thread still enters when it ends: the library must outlive all threads that
 * used it, and the container of a test does not.
 */
class Ed25519ConformanceTest extends SignatureSchemeConformance {
  @Override
  protected Path jar() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(each -> each.contains("crypto-ed25519"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected List<String> bundles() {
    return List.of("io.ghostbridge.crypto");
  }
}
