package io.ghostbridge.dnssec.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostbridge.api.data.Bytes;

/** Names in wire format (RFC 1035, section 3.1). */
final class WireName {
  private static final int MAXIMUM_NAME = 253;
  private static final int MAXIMUM_LABEL = 63;

  private WireName() {}

  /**
   * The wire format of a canonical name.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Bytes of(String name) {
    byte[] wire = new byte[name.length() + 2];
    if (name.length() > MAXIMUM_NAME) {
      throw notAName(name);
    }
    int at = 0;
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > MAXIMUM_LABEL || !label.matches("[a-z0-9_-]+")) {
        throw notAName(name);
      }
      wire[at] = (byte) label.length();
      System.arraycopy(label.getBytes(US_ASCII), 0, wire, at + 1, label.length());
      at += label.length() + 1;
    }
    return Bytes.wrap(wire);
  }

  private static IllegalArgumentException notAName(String name) {
    return new IllegalArgumentException(
        "'"
            + name
            + "' is no name of a zone: expected labels of 1 to 63 of a-z, 0-9, '-' and '_',"
            + " such as ghost or example.org");
  }

  /** The Labels field of a signature: without the root, and without a leading asterisk. */
  static int labels(byte[] wire) {
    int count = 0;
    for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
      count++;
    }
    boolean wildcard = wire[0] == 1 && wire[1] == '*';
    return wildcard ? count - 1 : count;
  }
}
