package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Word;
import java.math.BigInteger;

/** The hexadecimal of Ethereum's JSON: quantities without leading zeros, data with every byte. */
final class Hex {
  private static final String PREFIX = "0x";

  private Hex() {}

  /** A number, read as unsigned. */
  static String quantity(long value) {
    return PREFIX + Long.toHexString(value);
  }

  static String quantity(BigInteger value) {
    return PREFIX + value.toString(16);
  }

  static String quantity(Amount value) {
    return quantity(value.atto());
  }

  static String quantity(Word value) {
    return value.toString();
  }

  static String data(Bytes value) {
    return PREFIX + value.toHex();
  }

  static String data(Hash value) {
    return data(value.bytes());
  }

  static String data(Address value) {
    return data(value.bytes());
  }

  /** All 32 bytes. */
  static String data(Word value) {
    return data(Bytes.wrap(value.toBytes()));
  }
}
