package io.ghostbridge.plugin.verify;

import java.util.List;
import java.util.stream.Stream;

/** A file that must be refused. */
final class Hostile {
  private final String what;
  private final RefusalReason reason;
  private final String message;
  private final byte[] file;
  private final String fileName;

  /**
   * One.
   *
   * @param what in words
   * @param message the beginning of the message
   * @param fileName the name that it is given under
   */
  Hostile(String what, RefusalReason reason, String message, byte[] file, String fileName) {
    this.what = what;
    this.reason = reason;
    this.message = message;
    this.file = file;
    this.fileName = fileName;
  }

  RefusalReason reason() {
    return reason;
  }

  String message() {
    return message;
  }

  byte[] file() {
    return file;
  }

  String fileName() {
    return fileName;
  }

  static Hostile of(String what, RefusalReason reason, String message, byte[] file) {
    return new Hostile(what, reason, message, file, "good.jar");
  }

  @Override
  public String toString() {
    return what;
  }

  /** All of them. */
  static List<Hostile> all() {
    return Stream.of(HostileContainers.all(), HostileManifests.all(), HostileSignatures.all())
        .flatMap(List::stream)
        .toList();
  }
}
