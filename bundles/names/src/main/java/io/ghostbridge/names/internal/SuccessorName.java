package io.ghostbridge.names.internal;

import java.io.IOException;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;

/** The name that comes directly after another in canonical order (RFC 4034, 6.1; RFC 4471). */
final class SuccessorName {
  private static final Name LEAST_LABEL = Name.fromConstantString("\\000");
  private static final int MAXIMUM_NAME = 255;
  private static final int MAXIMUM_LABEL = 63;
  private static final int MAXIMUM_BYTE = 0xff;

  private SuccessorName() {}

  /**
   * The successor of {@code name}, which is in lower case: the least name below it, or where that
   * would be too long the least beside it.
   */
  static Name of(Name name) {
    try {
      return Name.concatenate(LEAST_LABEL, name);
    } catch (NameTooLongException e) {
      return beside(name);
    }
  }

  private static Name beside(Name name) {
    byte[] label = name.getLabel(0);
    int length = label[0];
    if (name.length() < MAXIMUM_NAME && length < MAXIMUM_LABEL) {
      byte[] longer = new byte[length + 2];
      longer[0] = (byte) (length + 1);
      System.arraycopy(label, 1, longer, 1, length);
      return replaceFirst(name, longer, length + 1);
    }
    for (int end = length; end > 0; end--) {
      int last = label[end] & MAXIMUM_BYTE;
      if (last < MAXIMUM_BYTE) {
        byte[] greater = label.clone();
        // Capitals are no letters of their own in canonical order.
        greater[end] = (byte) (last + 1 == 'A' ? 'Z' + 1 : last + 1);
        greater[0] = (byte) end;
        return replaceFirst(name, greater, end);
      }
    }
    // A label of the greatest bytes only: the next name is the one after its parent's subtree.
    return beside(new Name(name, 1));
  }

  private static Name replaceFirst(Name name, byte[] label, int length) {
    byte[] rest = new Name(name, 1).toWire();
    byte[] wire = new byte[1 + length + rest.length];
    System.arraycopy(label, 0, wire, 0, 1 + length);
    System.arraycopy(rest, 0, wire, 1 + length, rest.length);
    try {
      return new Name(wire);
    } catch (IOException e) {
      throw new IllegalStateException("the successor of " + name + " is no name", e);
    }
  }
}
