package io.ghostbridge.api.vm;

/**
 * The thread was interrupted before the execution ended. No result exists; the state is to be
 * thrown away. The thread's interrupted status is set.
 */
public final class ExecutionInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says where the execution was. */
  public ExecutionInterruptedException(String where) {
    super("the execution was interrupted " + where + ": it took longer than its caller waits");
  }
}
