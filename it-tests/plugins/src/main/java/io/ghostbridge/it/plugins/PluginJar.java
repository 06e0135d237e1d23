package io.ghostbridge.it.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Makes jars of plugins from classes of this bundle that it never loads itself. */
final class PluginJar {
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> resources = new LinkedHashMap<>();
  private final StringBuilder behaviour = new StringBuilder();
  private final List<String> packages = new ArrayList<>();

  private PluginJar() {}

  static PluginJar named(String name, String version) {
    PluginJar jar = new PluginJar();
    jar.headers.put("Bundle-ManifestVersion", "2");
    jar.headers.put("Bundle-SymbolicName", name);
    jar.headers.put("Bundle-Version", version);
    return jar;
  }

  /** The plugin of {@code org.example.ghost.echo}. */
  static PluginJar echo(String version) {
    return named("org.example.ghost.echo", version)
        .header("Bundle-Activator", "org.example.ghost.echo.EchoActivator")
        .header("Import-Package", "org.osgi.framework,io.ghostbridge.api.plugin;version=\"[1,2)\"")
        .classes("org.example.ghost.echo");
  }

  PluginJar header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  PluginJar classes(String packageName) {
    packages.add(packageName);
    return this;
  }

  PluginJar behaviour(String key, String value) {
    behaviour.append(key).append('=').append(value).append('\n');
    return this;
  }

  PluginJar resource(String path, String text) {
    resources.put(path, text);
    return this;
  }

  Path write(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "upload", ".tmp");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(attributes::putValue);
    Bundle self = FrameworkUtil.getBundle(PluginJar.class);
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (String name : packages) {
        String path = name.replace('.', '/') + "/";
        for (URL url : Collections.list(self.findEntries(path, "*.class", false))) {
          out.putNextEntry(new JarEntry(url.getPath().substring(1)));
          try (InputStream in = url.openStream()) {
            in.transferTo(out);
          }
        }
      }
      out.putNextEntry(new JarEntry("behaviour.properties"));
      out.write(behaviour.toString().getBytes(UTF_8));
      for (var resource : resources.entrySet()) {
        out.putNextEntry(new JarEntry(resource.getKey()));
        out.write(resource.getValue().getBytes(UTF_8));
      }
    }
    Path jar =
        directory.resolve(
            headers.get("Bundle-SymbolicName") + "-" + headers.get("Bundle-Version") + ".jar");
    return Files.move(file, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
