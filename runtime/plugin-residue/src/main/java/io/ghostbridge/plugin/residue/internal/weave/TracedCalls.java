package io.ghostbridge.plugin.residue.internal.weave;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which calls of the JDK are traced, by owner and name. */
final class TracedCalls {
  /** Whose constructors make something that must be closed. */
  private static final Set<String> CLASSES =
      Set.of(
          "java/net/DatagramSocket",
          "java/net/MulticastSocket",
          "java/net/ServerSocket",
          "java/net/Socket",
          "java/util/Timer",
          "java/util/concurrent/ForkJoinPool",
          "java/util/concurrent/ScheduledThreadPoolExecutor",
          "java/util/concurrent/ThreadPoolExecutor",
          "java/lang/InheritableThreadLocal",
          "java/lang/ThreadLocal");

  /** The same, and their first argument is a file. */
  private static final Set<String> FILE_CLASSES =
      Set.of(
          "java/io/FileInputStream",
          "java/io/FileOutputStream",
          "java/io/FileReader",
          "java/io/FileWriter",
          "java/io/PrintWriter",
          "java/io/RandomAccessFile",
          "java/util/Scanner",
          "java/util/jar/JarFile",
          "java/util/zip/ZipFile");

  private static final Map<String, CallSite> METHODS =
      Map.ofEntries(
          Map.entry("java/io/File.createTempFile", CallSite.MAKES_TEMPORARY),
          Map.entry("java/lang/Process.start", CallSite.MAKES),
          Map.entry("java/lang/ProcessBuilder.start", CallSite.MAKES),
          Map.entry("java/lang/Runtime.addShutdownHook", CallSite.ADDS_HOOK),
          Map.entry("java/lang/Runtime.exec", CallSite.MAKES),
          Map.entry("java/lang/Thread$Builder$OfPlatform.start", CallSite.MAKES),
          Map.entry("java/lang/Thread$Builder$OfVirtual.start", CallSite.MAKES),
          Map.entry("java/lang/Thread$Builder.start", CallSite.MAKES),
          Map.entry("java/lang/Thread.startVirtualThread", CallSite.MAKES),
          Map.entry("java/lang/ThreadLocal.withInitial", CallSite.MAKES),
          Map.entry("java/net/ServerSocket.accept", CallSite.MAKES),
          Map.entry("java/net/http/HttpClient$Builder.build", CallSite.MAKES),
          Map.entry("java/net/http/HttpClient.newHttpClient", CallSite.MAKES),
          Map.entry("java/nio/channels/AsynchronousFileChannel.open", CallSite.MAKES_NAMED),
          Map.entry("java/nio/channels/AsynchronousServerSocketChannel.open", CallSite.MAKES),
          Map.entry("java/nio/channels/AsynchronousSocketChannel.open", CallSite.MAKES),
          Map.entry("java/nio/channels/DatagramChannel.open", CallSite.MAKES),
          Map.entry("java/nio/channels/FileChannel.open", CallSite.MAKES_NAMED),
          Map.entry("java/nio/channels/Selector.open", CallSite.MAKES),
          Map.entry("java/nio/channels/ServerSocketChannel.accept", CallSite.MAKES),
          Map.entry("java/nio/channels/ServerSocketChannel.open", CallSite.MAKES),
          Map.entry("java/nio/channels/SocketChannel.open", CallSite.MAKES),
          Map.entry("java/nio/file/FileSystem.newWatchService", CallSite.MAKES),
          Map.entry("java/nio/file/FileSystems.newFileSystem", CallSite.MAKES),
          Map.entry("java/nio/file/Files.createTempDirectory", CallSite.MAKES_TEMPORARY),
          Map.entry("java/nio/file/Files.createTempFile", CallSite.MAKES_TEMPORARY),
          Map.entry("java/nio/file/Files.lines", CallSite.MAKES_NAMED),
          Map.entry("java/nio/file/Files.list", CallSite.MAKES_NAMED),
          Map.entry("java/nio/file/Files.newBufferedReader", CallSite.MAKES_NAMED),
          Map.entry("java/nio/file/Files.newBufferedWriter", CallSite.MAKES_NAMED),
          Map.entry("java/nio/file/Files.newByteChannel", CallSite.MAKES_NAMED),
          Map.entry("java/nio/file/Files.newDirectoryStream", CallSite.MAKES_NAMED),
          Map.entry("java/nio/file/Files.newInputStream", CallSite.MAKES_NAMED),
          Map.entry("java/nio/file/Files.newOutputStream", CallSite.MAKES_NAMED),
          Map.entry("java/sql/DriverManager.deregisterDriver", CallSite.REMOVES_DRIVER),
          Map.entry("java/sql/DriverManager.registerDriver", CallSite.ADDS_DRIVER),
          Map.entry("javax/management/MBeanServer.registerMBean", CallSite.MAKES),
          Map.entry("javax/net/SocketFactory.createSocket", CallSite.MAKES),
          Map.entry("javax/net/ssl/SSLSocketFactory.createSocket", CallSite.MAKES));

  /** All of its factories make executors. */
  private static final String EXECUTORS = "java/util/concurrent/Executors";

  private TracedCalls() {}

  /** Whose objects' construction is traced, and how. */
  static Optional<CallSite> constructor(String owner) {
    if (FILE_CLASSES.contains(owner)) {
      return Optional.of(CallSite.MAKES_NAMED);
    }
    return CLASSES.contains(owner) ? Optional.of(CallSite.MAKES) : Optional.empty();
  }

  /** Which method calls are traced, and how. */
  static Optional<CallSite> method(String owner, String name, String descriptor) {
    if (name.equals("start") && descriptor.equals("()V")) {
      // Of a subclass of Thread or of something else: the receiver is looked at when it runs.
      return Optional.of(CallSite.STARTS);
    }
    if (name.equals("cancel") && descriptor.equals("()V")) {
      return Optional.of(CallSite.CANCELS);
    }
    if (owner.equals(EXECUTORS) && name.startsWith("new")) {
      return Optional.of(CallSite.MAKES);
    }
    return Optional.ofNullable(METHODS.get(owner + "." + name));
  }
}
