package io.ghostbridge.plugin.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

class PluginVerifierFuzzTest {
  private static final VerifierLimits SMALL =
      new VerifierLimits(1 << 20, 100, 1 << 20, 4 << 20, 100, 64 << 10, 16 << 10);
  private static final TestAuthority PUBLISHER =
      TestAuthority.selfSigned(new TestAuthority.Wish("CN=Publisher"));
  private static final byte[] UNSIGNED = new TestPlugin().unsigned();
  private static final byte[] SIGNED = new TestPlugin().signedBy(PUBLISHER);

  private final PluginVerifier verifier = new PluginVerifier(Path.of("nowhere"), SMALL, true);

  @FuzzTest
  void anyBytesAreAPluginOrRefused(byte[] file) throws IOException {
    verify(file);
  }

  /** From a good plugin most changes reach further than from nothing. */
  @FuzzTest
  void anyChangeOfAPluginIsAPluginOrRefused(byte[] changes) throws IOException {
    verify(changed(UNSIGNED, changes));
  }

  @FuzzTest
  void noChangeOfASignedPluginChangesWhatIsInIt(byte[] changes) throws IOException {
    byte[] file = changed(SIGNED, changes);
    Path trust = Files.createTempDirectory("trust");
    Path certificate = Files.writeString(trust.resolve("publisher.pem"), PUBLISHER.pem());
    try {
      new PluginVerifier(trust, SMALL, false, InstantSource.fixed(TestAuthority.NOW))
          .verify(file, "good.jar");
      // What may change is what no signature covers: times, and what tools tell of themselves.
      Map<String, byte[]> entries = TestPlugin.unzip(file);
      assertThat(entries.keySet()).isEqualTo(TestPlugin.unzip(SIGNED).keySet());
      assertThat(TestPlugin.unzip(SIGNED))
          .allSatisfy((name, content) -> assertThat(entries.get(name)).isEqualTo(content));
    } catch (PackageRefusedException e) {
      assertThat(e.getMessage()).contains("; ");
    } finally {
      Files.delete(certificate);
      Files.delete(trust);
    }
  }

  private void verify(byte[] file) throws IOException {
    try {
      PluginPackage plugin = verifier.verify(file, "good.jar");
      assertThat(plugin.symbolicName()).isNotEmpty();
      // What was verified by the directory at the end is what a reader of the stream sees.
      Set<String> names = new HashSet<>();
      try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          assertThat(names.add(entry.getName())).isTrue();
        }
      }
      assertThat(names).contains(TestPlugin.MANIFEST);
    } catch (PackageRefusedException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}").contains("; ");
    }
  }

  /** Triples of position, high and low, and value. */
  private static byte[] changed(byte[] original, byte[] changes) {
    byte[] file = original.clone();
    for (int i = 0; i + 2 < changes.length; i += 3) {
      int position = (changes[i] & 0xff) << 8 | (changes[i + 1] & 0xff);
      file[position % file.length] = changes[i + 2];
    }
    return file;
  }
}
