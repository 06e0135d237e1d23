package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import java.util.Arrays;

/** Where new contracts are (Yellow Paper, section 7, and EIP-1014). */
public final class ContractAddresses {
  private ContractAddresses() {}

  /** Of a creation by {@code creator}, whose nonce was {@code nonce}. */
  public static Address create(Address creator, long nonce) {
    byte[] number = Word.of(nonce).toMinimalBytes().unsafeArray();
    // RLP: a single byte below 0x80 stands for itself, everything else has its length before it.
    boolean single = number.length == 1 && number[0] > 0;
    int payload = 21 + (single ? 1 : 1 + number.length);
    byte[] list = new byte[1 + payload];
    list[0] = (byte) (0xc0 + payload);
    list[1] = (byte) 0x94;
    System.arraycopy(creator.bytes().unsafeArray(), 0, list, 2, Address.SIZE);
    if (single) {
      list[22] = number[0];
    } else {
      list[22] = (byte) (0x80 + number.length);
      System.arraycopy(number, 0, list, 23, number.length);
    }
    return last20(new Keccak().digest(list, 0, list.length));
  }

  /** Of a creation with a salt. */
  public static Address create2(Address creator, Word salt, Bytes initCode) {
    Keccak keccak = new Keccak();
    byte[] text = new byte[1 + Address.SIZE + 2 * Word.SIZE];
    text[0] = (byte) 0xff;
    System.arraycopy(creator.bytes().unsafeArray(), 0, text, 1, Address.SIZE);
    salt.write(text, 21);
    byte[] code = initCode.unsafeArray();
    System.arraycopy(keccak.digest(code, 0, code.length), 0, text, 53, Word.SIZE);
    return last20(keccak.digest(text, 0, text.length));
  }

  private static Address last20(byte[] hash) {
    return Address.wrap(Arrays.copyOfRange(hash, 12, 32));
  }
}
