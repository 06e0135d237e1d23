package io.ghostbridge.crypto;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps a JNI library mapped when the class loader that loaded it is gone. AWS-LC and BoringSSL
 * give each thread that calls them a destructor (pthread_key_create(3)), and a thread that ends
 * after the library was unmapped would jump into nothing and end the process. What stays is the
 * library's code and data, some megabytes for each time that the bundle is replaced.
 */
@SuppressWarnings("restricted") // Every JVM of GhostBridge runs with --enable-native-access.
final class MappedLibrary {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Of dlopen(3) in glibc and musl: lazily, only what is loaded already, and never unload it. */
  private static final int RTLD_LAZY = 0x1;

  private static final int RTLD_NOLOAD = 0x4;
  private static final int RTLD_NODELETE = 0x1000;

  private MappedLibrary() {}

  /**
   * Keeps the libraries whose files' names hold {@code name}, where the system is Linux; elsewhere
   * it does nothing.
   *
   * @return how many stay
   */
  static int keep(String name) throws IOException {
    if (!Files.isReadable(MAPS)) {
      return 0;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle open =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("dlopen"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    int kept = 0;
    for (String file : mapped(name)) {
      try (Arena arena = Arena.ofConfined()) {
        int flags = RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE;
        MemorySegment handle = (MemorySegment) open.invokeExact(arena.allocateFrom(file), flags);
        kept += handle.address() == 0 ? 0 : 1;
      } catch (Error | RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("dlopen throws nothing", e);
      }
    }
    return kept;
  }

  /** Named as they were when they were loaded; their files are gone by now. */
  private static List<String> mapped(String name) throws IOException {
    return Files.readAllLines(MAPS, StandardCharsets.UTF_8).stream()
        .filter(line -> line.indexOf('/') >= 0)
        .map(line -> line.substring(line.indexOf('/')).replace(" (deleted)", ""))
        .distinct()
        .filter(path -> path.substring(path.lastIndexOf('/')).contains(name))
        .filter(path -> path.endsWith(".so"))
        .toList();
  }
}
