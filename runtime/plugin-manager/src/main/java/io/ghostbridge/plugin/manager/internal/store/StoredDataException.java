package io.ghostbridge.plugin.manager.internal.store;

/** A file of the manager's is not what the manager writes. */
public final class StoredDataException extends Exception {
  private static final long serialVersionUID = 1L;

  StoredDataException(String message) {
    super(message);
  }

  StoredDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
