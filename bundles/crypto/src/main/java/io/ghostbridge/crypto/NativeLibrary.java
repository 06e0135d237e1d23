package io.ghostbridge.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A shared library that lies in a bundle, called through the foreign function interface (JEP 454).
 * Closing it unloads the library at once, which JNI cannot.
 */
// Every JVM of GhostBridge runs with --enable-native-access; the arena lives as long as this does.
@SuppressWarnings({"restricted", "MustBeClosedChecker"})
public final class NativeLibrary implements AutoCloseable {
  private final Arena arena;
  private final SymbolLookup symbols;
  private final Linker linker = Linker.nativeLinker();

  private NativeLibrary(Arena arena, SymbolLookup symbols) {
    this.arena = arena;
    this.symbols = symbols;
  }

  /**
   * Loads {@code resource}; the file that it is copied to for that is deleted at once.
   *
   * @param owner a class of the bundle that holds it
   * @param resource null where there is none for this platform
   * @throws IOException if it is missing or cannot be loaded, saying why
   */
  public static NativeLibrary load(Class<?> owner, @Nullable String resource) throws IOException {
    URL found = resource == null ? null : owner.getResource(resource);
    if (found == null) {
      throw new IOException("there is no library for " + platform());
    }
    Path file = Files.createTempFile("ghostbridge-", ".so");
    Arena arena = Arena.ofShared();
    try (InputStream in = found.openStream()) {
      Files.write(file, in.readAllBytes());
      return new NativeLibrary(arena, SymbolLookup.libraryLookup(file, arena));
    } catch (IllegalArgumentException e) {
      arena.close();
      throw new IOException("the library does not load: " + e.getMessage(), e);
    } finally {
      Files.delete(file);
    }
  }

  /** The platform as {@code linux-amd64}. */
  public static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system + "-" + System.getProperty("os.arch", "");
  }

  /** What lives as long as the library. */
  public Arena arena() {
    return arena;
  }

  /**
   * A function of the library.
   *
   * @throws IOException if there is none of this name
   */
  public MethodHandle function(String name, FunctionDescriptor descriptor) throws IOException {
    return linker.downcallHandle(
        symbols
            .find(name)
            .orElseThrow(() -> new IOException("the library has no function " + name)),
        descriptor);
  }

  /** Unloads the library; no call may be under way. */
  @Override
  public void close() {
    arena.close();
  }
}
