package io.ghostbridge.launcher;

/** The exit codes of every command, as docs/operator/command-line.md lists them. */
public final class ExitCode {
  /** It did what was asked. */
  public static final int OK = 0;

  /** It failed; the line on standard error says why. */
  public static final int FAILED = 1;

  /** The command line was not understood. */
  public static final int USAGE = 2;

  /** No node runs on the data directory (the same number as of LSB's init scripts). */
  public static final int NOT_RUNNING = 3;

  /** Another node runs on the data directory. */
  public static final int ALREADY_RUNNING = 4;

  /** A configuration value was refused. */
  public static final int BAD_CONFIGURATION = 5;

  /** A plugin was removed or replaced, and something of it is left in the node's process. */
  public static final int LINGERING = 6;

  private ExitCode() {}
}
