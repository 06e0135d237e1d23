package io.ghostbridge.plugin.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.jspecify.annotations.Nullable;

/** A plugin's file in the making: headers of the manifest, and entries. */
final class TestPlugin {
  static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** One that nothing is wrong with. */
  TestPlugin() {
    headers.put("Manifest-Version", "1.0");
    headers.put("Bundle-ManifestVersion", "2");
    headers.put("Bundle-SymbolicName", "org.example.good");
    headers.put("Bundle-Version", "1.2.3");
    headers.put("Import-Package", "io.ghostbridge.api.names;version=\"[1.0,2)\"");
    entries.put("org/example/good/Good.class", classFile(69, 0));
    entries.put("names.txt", "alice bob".getBytes(StandardCharsets.UTF_8));
  }

  /** The head of a class file; nothing loads it. */
  static byte[] classFile(int major, int minor) {
    return ByteBuffer.allocate(64)
        .putInt(0xcafebabe)
        .putShort((short) minor)
        .putShort((short) major)
        .array();
  }

  TestPlugin header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  TestPlugin without(String header) {
    headers.remove(header);
    return this;
  }

  TestPlugin entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  TestPlugin entry(String name, String content) {
    return entry(name, content.getBytes(StandardCharsets.UTF_8));
  }

  String manifest() {
    StringBuilder text = new StringBuilder();
    headers.forEach((name, value) -> text.append(wrap(name + ": " + value)));
    return text.append("\r\n").toString();
  }

  private static String wrap(String line) {
    StringBuilder text = new StringBuilder();
    int width = 72;
    for (int i = 0; i < line.length(); i += width, width = 71) {
      text.append(i == 0 ? "" : " ")
          .append(line, i, Math.min(line.length(), i + width))
          .append("\r\n");
    }
    return text.toString();
  }

  byte[] unsigned() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(MANIFEST, manifest().getBytes(StandardCharsets.UTF_8));
    all.putAll(entries);
    return zip(all);
  }

  byte[] signedBy(TestAuthority signer) {
    return sign(unsigned(), signer, "PUB", "SHA-256", null);
  }

  static byte[] sign(
      byte[] jar,
      TestAuthority signer,
      String name,
      String digest,
      @Nullable String signatureAlgorithm) {
    try {
      Path file = Files.createTempFile("unsigned", ".jar");
      try {
        Files.write(file, jar);
        JarSigner.Builder builder =
            new JarSigner.Builder(
                    signer.key(),
                    CertificateFactory.getInstance("X.509").generateCertPath(signer.chain()))
                .signerName(name)
                .digestAlgorithm(digest);
        if (signatureAlgorithm != null) {
          builder.signatureAlgorithm(signatureAlgorithm);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(file.toFile())) {
          builder.build().sign(zip, out);
        }
        return out.toByteArray();
      } finally {
        Files.delete(file);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The entries of an archive in their order. */
  static Map<String, byte[]> unzip(byte[] archive) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        all.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  static byte[] zip(Map<String, byte[]> all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
