package io.ghostbridge.plugin.residue.internal.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.osgi.framework.launch.Framework;

class ClassWeaverTest {
  private final ClassWeaver weaver = new ClassWeaver();
  private final ClassFile verifier =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassWeaverTest.class.getClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())));

  @Test
  void wovenClassesOfLibrariesPassTheVerifier() throws IOException {
    List<String> failures = new ArrayList<>();
    int woven = 0;
    for (Class<?> library : List.of(Framework.class, Assertions.class, Test.class)) {
      woven += weaveAll(jarOf(library), failures);
    }
    // More libraries, such as all of a local repository: -Dresidue.corpus=DIRECTORY.
    String corpus = System.getProperty("residue.corpus");
    if (corpus != null) {
      try (var files = Files.walk(Path.of(corpus))) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
          woven += weaveAll(jar, failures);
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(woven).isGreaterThan(20);
    if (corpus != null) {
      System.out.println("woven and verified: " + woven);
    }
  }

  @Test
  void aClassWithoutATracedCallIsLeftAlone() throws IOException {
    assertThat(weaver.weave(bytesOf(CallSite.class), 1)).isEmpty();
  }

  @Test
  void aClassIsWovenOnce() throws IOException {
    byte[] once = weaver.weave(bytesOf(TempFileMaker.class), 1).orElseThrow();
    assertThat(weaver.weave(once, 1)).isEmpty();
  }

  static final class TempFileMaker {
    private TempFileMaker() {}

    static Path make() throws IOException {
      return Files.createTempFile("a", "b");
    }
  }

  private int weaveAll(Path jar, List<String> failures) throws IOException {
    int count = 0;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          count += weave(jar.getFileName() + "!" + entry.getName(), bytes, failures);
        }
      }
    }
    return count;
  }

  private int weave(String name, byte[] bytes, List<String> failures) {
    try {
      Optional<byte[]> woven = weaver.weave(bytes, 1);
      if (woven.isEmpty()) {
        return 0;
      }
      // What the verifier misses of the original, such as classes that are not there, is no news.
      List<VerifyError> before = verifier.verify(bytes);
      List<VerifyError> after = verifier.verify(woven.get());
      if (after.size() > before.size()) {
        failures.add(name + ": " + after);
      }
      return 1;
    } catch (RuntimeException e) {
      failures.add(name + ": " + e);
      return 0;
    }
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    try (var in = type.getResourceAsStream(name)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }
}
