package io.ghostbridge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By copies of a library that the JDK has and nothing here uses. */
@SuppressWarnings("restricted") // Every JVM of GhostBridge runs with --enable-native-access.
class KeptLibraryTest {
  private static final Path LIBRARY = Path.of(System.getProperty("java.home"), "lib/librmi.so");

  @TempDir private Path directory;

  @BeforeEach
  void onLinuxOnly() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/maps")) && Files.exists(LIBRARY));
  }

  /**
   * Loads a copy named {@code name}, does {@code action}, and closes it, as a class loader does.
   */
  private void whileLoaded(String name, Action action) throws IOException {
    Path copy = Files.copy(LIBRARY, directory.resolve(name));
    try (Arena arena = Arena.ofConfined()) {
      assertThat(SymbolLookup.libraryLookup(copy, arena)).isNotNull();
      assertThat(KeptLibrary.mapped(name)).hasSize(1);
      // As Netty and Conscrypt do with theirs.
      Files.delete(copy);
      action.run();
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  @Test
  void aLibraryThatIsNotKeptGoesWithItsOwner() throws Exception {
    whileLoaded("ghost_gone.so", () -> {});
    assertThat(KeptLibrary.mapped("ghost_gone")).isEmpty();
  }

  @Test
  void aKeptLibraryStaysThoughItsFileAndItsOwnerAreGone() throws Exception {
    whileLoaded("ghost_kept.so", () -> assertThat(KeptLibrary.keep("ghost_kept")).isEqualTo(1));
    assertThat(KeptLibrary.mapped("ghost_kept")).hasSize(1);
  }

  @Test
  void whatIsNotLoadedIsNotKept() throws Exception {
    assertThat(KeptLibrary.keep("ghost_never_loaded")).isZero();
  }
}
