package io.ghostbridge.plugin.conformance.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The bundles on the class path, by symbolic name: jars, or directories of classes of a build. */
final class ClassPathBundles {
  /** A bundle's file and its manifest. */
  record Found(Path file, Manifest manifest) {
    String header(String name) {
      String value = manifest.getMainAttributes().getValue(name);
      return value == null ? "" : value;
    }
  }

  private final Map<String, Found> bundles = new TreeMap<>();

  private ClassPathBundles() {}

  static ClassPathBundles find() {
    var found = new ClassPathBundles();
    for (Path entry : classPath()) {
      Manifest manifest = manifest(entry);
      if (manifest != null) {
        var bundle = new Found(entry, manifest);
        String name = symbolicName(bundle);
        if (!name.isEmpty()) {
          found.bundles.putIfAbsent(name, bundle);
        }
      }
    }
    return found;
  }

  /** Surefire puts all of it into the manifest of one jar, and the list into this property. */
  private static List<Path> classPath() {
    String text =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    var entries = new ArrayList<Path>();
    for (String each : text.split(File.pathSeparator, -1)) {
      if (!each.isEmpty()) {
        entries.add(Path.of(each).toAbsolutePath());
      }
    }
    return entries;
  }

  /** The manifest of a jar or a directory of classes; null where there is none. */
  static @Nullable Manifest manifest(Path file) {
    try {
      if (Files.isDirectory(file)) {
        Path manifest = file.resolve(JarFile.MANIFEST_NAME);
        if (!Files.isRegularFile(manifest)) {
          return null;
        }
        try (var in = Files.newInputStream(manifest)) {
          return new Manifest(in);
        }
      }
      if (!file.toString().endsWith(".jar") || !Files.isRegularFile(file)) {
        return null;
      }
      try (var jar = new JarFile(file.toFile())) {
        return jar.getManifest();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static String symbolicName(Found bundle) {
    String name = bundle.header("Bundle-SymbolicName");
    int semicolon = name.indexOf(';');
    return (semicolon < 0 ? name : name.substring(0, semicolon)).strip();
  }

  /** Whether the bundle is on the class path. */
  boolean has(String symbolicName) {
    return bundles.containsKey(symbolicName);
  }

  /**
   * The bundle of that name.
   *
   * @throws IllegalStateException if it is not on the class path
   */
  Found get(String symbolicName) {
    Found found = bundles.get(symbolicName);
    if (found == null) {
      throw new IllegalStateException(
          "the bundle "
              + symbolicName
              + " is not on the test class path; it comes with the dependency"
              + " io.ghostbridge:plugin-conformance, which must be of the version of the runtime");
    }
    return found;
  }
}
