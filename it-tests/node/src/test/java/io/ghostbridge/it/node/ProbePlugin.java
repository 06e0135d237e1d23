package io.ghostbridge.it.node;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A plugin as its author would build it: one component that says whether it is well.
 *
 * @param version its version
 * @param well whether its health check succeeds
 * @param capabilities its {@code Ghost-Capabilities}, or empty
 */
record ProbePlugin(String version, boolean well, String capabilities) {
  static final String NAME = "org.example.probe";

  private static final String CLASS = "org.example.probe.Probe";
  private static final String SOURCE =
      """
      package org.example.probe;

      public final class Probe implements io.ghostbridge.api.plugin.PluginHealthCheck {
        @Override
        public void check() {
          if (!WELL) {
            throw new IllegalStateException("the probe is not well");
          }
        }
      }
      """;
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="org.example.probe.Probe">
        <service><provide interface="io.ghostbridge.api.plugin.PluginHealthCheck"/></service>
        <implementation class="org.example.probe.Probe"/>
      </scr:component>
      """;

  static ProbePlugin of(String version) {
    return new ProbePlugin(version, true, "");
  }

  ProbePlugin unwell() {
    return new ProbePlugin(version, false, capabilities);
  }

  ProbePlugin asking(String what) {
    return new ProbePlugin(version, well, what);
  }

  /** Builds {@code name-version.jar}, not signed. */
  Path build(Ghostbridge ghostbridge, Path directory) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>(compile(ghostbridge));
    entries.put("OSGI-INF/probe.xml", COMPONENT.getBytes(StandardCharsets.UTF_8));
    Path jar = directory.resolve(NAME + "-" + version + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest())) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  private Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", NAME);
    main.putValue("Bundle-Version", version);
    main.putValue("Import-Package", "io.ghostbridge.api.plugin;version=\"[1.0,2)\"");
    main.putValue("Service-Component", "OSGI-INF/probe.xml");
    main.putValue(
        "Provide-Capability",
        "osgi.service;objectClass:List<String>=\"io.ghostbridge.api.plugin.PluginHealthCheck\"");
    main.putValue(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3)(!(version>=2)))\"");
    if (!capabilities.isEmpty()) {
      main.putValue("Ghost-Capabilities", capabilities);
    }
    return manifest;
  }

  private Map<String, byte[]> compile(Ghostbridge ghostbridge) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createTempDirectory("probe");
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///org/example/probe/Probe.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return SOURCE.replace("WELL", String.valueOf(well));
          }
        };
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                problems,
                List.of("-d", classes.toString(), "-proc:none", "-cp", api(ghostbridge).toString()),
                null,
                List.of(source))
            .call();
    if (!compiled) {
      throw new AssertionError(problems.getDiagnostics());
    }
    Path file = classes.resolve(CLASS.replace('.', '/') + ".class");
    return Map.of(CLASS.replace('.', '/') + ".class", Files.readAllBytes(file));
  }

  private static Path api(Ghostbridge ghostbridge) throws IOException {
    try (Stream<Path> jars = Files.list(ghostbridge.home().resolve("bundles/10"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("api-"))
          .findFirst()
          .orElseThrow();
    }
  }
}
