package io.ghostbridge.tls;

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
 * Keeps Netty's BoringSSL mapped for as long as the process lives, should its bundle ever go:
 * BoringSSL gives each thread that calls it a destructor (pthread_key_create(3)), and the JVM's own
 * threads, which carry virtual ones, outlive any bundle. Only on Linux.
 */
@SuppressWarnings("restricted") // Every JVM of GhostBridge runs with --enable-native-access.
final class KeptLibrary {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Of dlopen(3) in glibc and musl: lazily, only what is loaded already, and never unload it. */
  private static final int LAZY_NOLOAD_NODELETE = 0x1 | 0x4 | 0x1000;

  private KeptLibrary() {}

  /**
   * Keeps the libraries whose files' names hold {@code name}.
   *
   * @return how many stay
   */
  static int keep(String name) throws IOException {
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
      MemorySegment handle =
          (MemorySegment) open.invokeExact(arena.allocateFrom(file), LAZY_NOLOAD_NODELETE);
      return handle.address() != 0;
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("dlopen throws nothing", e);
    }
  }

  /** Named as they were when they were loaded; their files are gone by now. */
  private static List<String> mapped(String name) throws IOException {
    if (!Files.isReadable(MAPS)) {
      return List.of();
    }
    return Files.readAllLines(MAPS, StandardCharsets.UTF_8).stream()
        .filter(line -> line.indexOf('/') >= 0)
        .map(line -> line.substring(line.indexOf('/')).replace(" (deleted)", ""))
        .distinct()
        .filter(path -> path.substring(path.lastIndexOf('/')).contains(name))
        .toList();
  }
}
