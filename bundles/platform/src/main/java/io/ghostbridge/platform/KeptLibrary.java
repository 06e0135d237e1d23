package io.ghostbridge.platform;

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
 * Keeps JNI libraries mapped for as long as the process lives, though the class loader that loaded
 * them is collected. AWS-LC and BoringSSL, which quiche has inside, give each thread that calls
 * them a destructor (pthread_key_create(3)), and the JVM's own threads, which carry virtual ones,
 * outlive any bundle: one that ended after the library was unmapped would jump into nothing and end
 * the process. What stays is code and data, some megabytes for each time that a library is loaded.
 */
@SuppressWarnings("restricted") // Every JVM of GhostBridge runs with --enable-native-access.
public final class KeptLibrary {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Of dlopen(3) in glibc and musl: lazily, only what is loaded already, and never unload it. */
  private static final int RTLD_LAZY = 0x1;

  private static final int RTLD_NOLOAD = 0x4;
  private static final int RTLD_NODELETE = 0x1000;

  private KeptLibrary() {}

  /**
   * Keeps the libraries whose files' names hold {@code name}, where the system is Linux; elsewhere
   * it does nothing.
   *
   * @return how many stay
   * @throws IOException if it cannot be told what is mapped
   */
  public static int keep(String name) throws IOException {
    int kept = 0;
    for (String file : mapped(name)) {
      kept += open(file) ? 1 : 0;
    }
    return kept;
  }

  private static boolean open(String file) {
    Linker linker = Linker.nativeLinker();
    MethodHandle open =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("dlopen"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int flags = RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE;
      MemorySegment handle = (MemorySegment) open.invokeExact(arena.allocateFrom(file), flags);
      return handle.address() != 0;
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("dlopen throws nothing", e);
    }
  }

  /** Named as they were when they were loaded; their files may be gone by now. */
  static List<String> mapped(String name) throws IOException {
    if (!Files.isReadable(MAPS)) {
      return List.of();
    }
    return Files.readAllLines(MAPS, StandardCharsets.UTF_8).stream()
        .filter(line -> line.indexOf('/') >= 0)
        .map(line -> line.substring(line.indexOf('/')).replace(" (deleted)", ""))
        .distinct()
        .filter(path -> path.substring(path.lastIndexOf('/')).contains(name))
        .filter(path -> path.endsWith(".so"))
        .toList();
  }
}
