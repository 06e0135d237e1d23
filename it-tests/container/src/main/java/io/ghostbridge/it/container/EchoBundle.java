package io.ghostbridge.it.container;

import io.ghostbridge.it.container.echo.EchoActivator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/**
 * A bundle of its own with the classes of {@link io.ghostbridge.it.container.echo} and {@link
 * io.ghostbridge.it.container.faulty}.
 */
final class EchoBundle {
  private static final String ROOT = "io/ghostbridge/it/container/";

  private EchoBundle() {}

  /** Installs it; it is not started yet. */
  static Bundle install(BundleContext context) throws IOException, BundleException {
    return install(context, "io.ghostbridge.it.echo", EchoActivator.class);
  }

  /** The same with another activator. */
  static Bundle install(
      BundleContext context, String name, Class<? extends BundleActivator> activator)
      throws IOException, BundleException {
    return context.installBundle(
        "test:" + name, new ByteArrayInputStream(jar(name, activator.getName())));
  }

  private static byte[] jar(String name, String activator) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Activator", activator);
    headers.putValue("Import-Package", "io.grpc,io.grpc.stub,org.osgi.framework");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Bundle self = FrameworkUtil.getBundle(EchoBundle.class);
    List<URL> classes = new ArrayList<>();
    for (String packed : List.of("echo", "faulty")) {
      classes.addAll(Collections.list(self.findEntries(ROOT + packed, "*.class", false)));
    }
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (URL file : classes) {
        out.putNextEntry(new JarEntry(file.getPath().substring(1)));
        try (InputStream in = file.openStream()) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
