package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The code of an account that runs another's (EIP-7702): {@code ef0100} and an address. */
public final class Delegation {
  private static final int SIZE = 3 + Address.SIZE;

  private Delegation() {}

  /** Whose code {@code code} stands for, or null if it is no delegation. */
  public static @Nullable Address target(Bytes code) {
    if (code.size() != SIZE || code.get(0) != (byte) 0xef || code.get(1) != 1 || code.get(2) != 0) {
      return null;
    }
    return Address.wrap(Arrays.copyOfRange(code.unsafeArray(), 3, SIZE));
  }

  /** The code that stands for that of {@code target}. */
  public static Bytes to(Address target) {
    byte[] code = new byte[SIZE];
    code[0] = (byte) 0xef;
    code[1] = 1;
    System.arraycopy(target.bytes().unsafeArray(), 0, code, 3, Address.SIZE);
    return Bytes.wrap(code);
  }
}
