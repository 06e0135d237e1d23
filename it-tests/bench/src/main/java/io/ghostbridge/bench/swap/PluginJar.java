package io.ghostbridge.bench.swap;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.swap.plugin.SwapActivator;
import io.ghostbridge.bench.swap.plugin.SwapMethods;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs and signs a plugin that offers a gRPC service. */
final class PluginJar {
  private PluginJar() {}

  /**
   * Makes one below {@code directory}.
   *
   * @param name the plugin's, and in the service's name
   */
  static Path pack(Path directory, String name, String version, Publisher publisher)
      throws BenchmarkException, IOException, InterruptedException {
    Path jar = directory.resolve(name + "-" + version + ".jar");
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(jar), manifest(name, version))) {
      for (Class<?> type : classes()) {
        String entry = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(entry));
        try (InputStream in = PluginJar.class.getResourceAsStream("/" + entry)) {
          if (in == null) {
            throw new BenchmarkException("the benchmark's own jar lacks " + entry);
          }
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    publisher.sign(jar);
    return jar;
  }

  /** The gRPC service that the plugin {@code name} offers. */
  static String service(String name) {
    return name + ".Service";
  }

  private static List<Class<?>> classes() {
    List<Class<?>> all = new java.util.ArrayList<>(List.of(SwapActivator.class, SwapMethods.class));
    all.addAll(List.of(SwapMethods.class.getDeclaredClasses()));
    return all;
  }

  private static Manifest manifest(String name, String version) {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Version", version);
    headers.putValue("Bundle-Activator", SwapActivator.class.getName());
    headers.putValue(SwapActivator.SERVICE, service(name));
    headers.putValue("Import-Package", "io.grpc,io.grpc.stub,org.osgi.framework");
    headers.putValue(
        "Provide-Capability",
        "ghost.rpc;service=\"" + service(name) + "\";methods:List<String>=\"Echo,Count\"");
    return manifest;
  }
}
