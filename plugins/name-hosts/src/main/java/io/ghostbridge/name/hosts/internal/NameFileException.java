package io.ghostbridge.name.hosts.internal;

import java.util.Objects;

/** A file of names that is refused as a whole. */
final class NameFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /** With a reason that concerns no single line. */
  NameFileException(String reason) {
    this(0, reason);
  }

  /**
   * @param line counted from 1; 0 where no single line is to blame
   */
  NameFileException(int line, String reason) {
    super(reason);
    this.line = line;
  }

  int line() {
    return line;
  }

  /** What is wrong and what was expected. */
  String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
