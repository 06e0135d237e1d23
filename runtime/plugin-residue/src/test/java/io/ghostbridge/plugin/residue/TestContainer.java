package io.ghostbridge.plugin.residue;

import io.ghostbridge.plugin.residue.leaky.Leaks;
import io.ghostbridge.plugin.residue.trace.Trace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A Felix framework in which bundles of {@link Leaks} are installed. */
final class TestContainer implements AutoCloseable {
  private final Framework framework;

  TestContainer(Path directory) throws BundleException {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    directory.resolve("cache").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    Trace.class.getPackageName() + ";version=1.0.0",
                    // What is on the tests' class path is not what a bundle may see.
                    "felix.bootdelegation.implicit",
                    "false",
                    "felix.service.urlhandlers",
                    "false",
                    "test.directory",
                    directory.toString()));
    framework.start();
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** A bundle of the classes beside {@code activator}, which is not started. */
  Bundle install(Class<?> activator) throws BundleException, IOException {
    return install(activator, "1.0.0");
  }

  Bundle install(Class<?> activator, String version) throws BundleException, IOException {
    String name = "test." + activator.getSimpleName();
    byte[] jar = jar(activator, name, version);
    return context().installBundle("plugin:" + name + "-" + version, new ByteArrayInputStream(jar));
  }

  private static byte[] jar(Class<?> activator, String name, String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Version", version);
    headers.putValue("Bundle-Activator", activator.getName());
    headers.putValue("Import-Package", "org.osgi.framework,javax.management");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String directory = activator.getPackageName().replace('.', '/');
    try (JarOutputStream jar = new JarOutputStream(out, manifest);
        DirectoryStream<Path> classes = Files.newDirectoryStream(classes(directory), "*.class")) {
      for (Path one : classes) {
        jar.putNextEntry(new ZipEntry(directory + "/" + one.getFileName()));
        jar.write(Files.readAllBytes(one));
        jar.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static Path classes(String directory) {
    URI root =
        URI.create(Leaks.class.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(root).resolve(directory);
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      framework.waitForStop(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
