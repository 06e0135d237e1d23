package io.ghostbridge.plugin.conformance;

import io.ghostbridge.plugin.conformance.defective.Defect;
import io.ghostbridge.plugin.conformance.defective.DefectiveActivator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packs the plugin with one defect. */
final class DefectiveJar {
  private static final String API = "/io/ghostbridge/api/names/NameSource.class";

  private DefectiveJar() {}

  static Path pack(Defect defect, Path directory) throws IOException {
    Path jar = directory.resolve(defect + ".jar");
    Path classes = Path.of("target", "test-classes");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest(defect));
        Stream<Path> files =
            Files.list(
                classes.resolve(DefectiveActivator.class.getPackageName().replace('.', '/')))) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
      if (defect == Defect.CARRIES_THE_API) {
        out.putNextEntry(new JarEntry(API.substring(1)));
        try (InputStream in = Objects.requireNonNull(DefectiveJar.class.getResourceAsStream(API))) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }

  private static Manifest manifest(Defect defect) {
    var manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.putValue("Manifest-Version", "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "org.example.defective");
    headers.putValue("Bundle-Version", "1.0.0");
    headers.putValue("Bundle-Activator", DefectiveActivator.class.getName());
    headers.putValue("Defect", defect.name());
    String range = defect == Defect.IMPORTS_ANY_VERSION ? "1.0" : "[1.0,2)";
    String imports =
        String.join(
            ",",
            List.of(
                "org.osgi.framework;version=\"[1.8,2)\"",
                "javax.management",
                "io.ghostbridge.api.names;version=\"" + range + "\"",
                "io.ghostbridge.api.crypto;version=\"[2.0,3)\"",
                "io.ghostbridge.api.data;version=\"[1.0,2)\""));
    headers.putValue(
        "Import-Package",
        defect == Defect.IMPORTS_INTERNALS
            ? imports + ",io.ghostbridge.names.internal;version=\"[1,2)\""
            : imports);
    if (defect == Defect.IMPORTS_DYNAMICALLY) {
      headers.putValue("DynamicImport-Package", "*");
    }
    headers.putValue(
        "Ghost-Capabilities",
        defect == Defect.CAPABILITIES_UNREADABLE
            ? "files;path=\"/etc"
            : "files;path=\"/etc/hosts\";access=\"read\"");
    return manifest;
  }
}
