package io.ghostbridge.plugin.conformance.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A plugin's packaged jar.
 *
 * @param manifest its manifest
 * @param entries the names of its files
 */
public record PluginJar(Path file, Manifest manifest, List<String> entries) {
  /** Reads {@code file}. */
  public static PluginJar read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(
          "there is no plugin at "
              + file.toAbsolutePath()
              + "; package it before these tests run (mvn verify), or name its jar in"
              + " @PluginUnderTest(jar = ...)");
    }
    try (var jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      List<String> entries =
          jar.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName()).toList();
      return new PluginJar(
          file.toAbsolutePath(), manifest == null ? new Manifest() : manifest, entries);
    }
  }

  /** System property: the path of the plugin's jar. */
  private static final String JAR = "ghost.plugin.jar";

  /**
   * What the system property {@code ghost.plugin.jar} names; without it the only bundle that the
   * build put into {@code target}.
   */
  public static Path built() throws IOException {
    String given = System.getProperty(JAR, "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    Path target = Path.of("target");
    if (!Files.isDirectory(target)) {
      throw new IllegalStateException(
          "there is no " + target.toAbsolutePath() + "; run this test from the plugin's directory");
    }
    List<Path> jars;
    try (Stream<Path> files = Files.list(target)) {
      jars = files.filter(PluginJar::isBundle).sorted().toList();
    }
    if (jars.size() != 1) {
      throw new IllegalStateException(
          target.toAbsolutePath()
              + " holds "
              + jars.size()
              + " bundles "
              + jars
              + ", expected the plugin alone; package it before these tests run (mvn verify), or name"
              + " its jar in @PluginUnderTest(jar = ...) or the system property "
              + JAR);
    }
    return jars.getFirst();
  }

  private static boolean isBundle(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(".jar") || name.matches(".*-(sources|javadoc|tests|test-sources)\\.jar")) {
      return false;
    }
    Manifest manifest = ClassPathBundles.manifest(file);
    return manifest != null && manifest.getMainAttributes().getValue("Bundle-SymbolicName") != null;
  }

  /** A header of the manifest; empty where it has none. */
  public String header(String name) {
    String value = manifest.getMainAttributes().getValue(name);
    return value == null ? "" : value;
  }

  /** The bundle's symbolic name without its directives. */
  public String symbolicName() {
    return ClassPathBundles.symbolicName(new ClassPathBundles.Found(file, manifest));
  }
}
