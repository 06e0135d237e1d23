package io.ghostbridge.plugin.residue;

/** What can be left behind. */
public enum ResidueKind {
  /** A thread that runs, platform or virtual. */
  THREAD,
  /** An executor that was not shut down, or an HTTP client that was not closed. */
  EXECUTOR,
  /** A {@code java.util.Timer} that was not cancelled. */
  TIMER,
  /** A socket, socket channel or selector that is open. */
  SOCKET,
  /** A file that is open: stream, channel, ZIP file or watch service. */
  FILE,
  /** A temporary file or directory that exists. */
  TEMPORARY_FILE,
  /** A process that runs. */
  PROCESS,
  /** An MBean of the platform's server. */
  MBEAN,
  /** A shutdown hook. */
  SHUTDOWN_HOOK,
  /** A JDBC driver that was not deregistered. */
  JDBC_DRIVER,
  /** A thread local, whose values in threads cannot be looked into: only ever a suspect. */
  THREAD_LOCAL,
  /** A setting of the whole JVM, such as the handler of uncaught exceptions. */
  JVM_SETTING
}
