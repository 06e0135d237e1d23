package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.vm.Word;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values as what Ethereum's methods take (EIP-1474). {@code where} says in an error
 * which value it was.
 */
final class Values {
  private static final int LONGEST_QUOTE = 80;

  private Values() {}

  static JsonRpcException wrong(String where, @Nullable Object value, String expected) {
    String quoted = String.valueOf(value);
    if (quoted.length() > LONGEST_QUOTE) {
      quoted = quoted.substring(0, LONGEST_QUOTE) + "…";
    }
    return RpcErrors.params("invalid " + where + ": " + expected + ", not '" + quoted + "'");
  }

  static String text(String where, @Nullable Object value) throws JsonRpcException {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(where, value, "expected a string");
  }

  static boolean flag(String where, @Nullable Object value) throws JsonRpcException {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(where, value, "expected true or false");
  }

  static Map<?, ?> object(String where, @Nullable Object value) throws JsonRpcException {
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw wrong(where, value, "expected an object");
  }

  static List<?> list(String where, @Nullable Object value) throws JsonRpcException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(where, value, "expected an array");
  }

  private static String digits(String where, @Nullable Object value) throws JsonRpcException {
    String text = text(where, value);
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw wrong(where, text, "hex string without 0x prefix");
    }
    String digits = text.substring(2);
    if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw wrong(where, text, "invalid hex string");
    }
    return digits;
  }

  /** Any number of bytes. */
  static Bytes data(String where, @Nullable Object value) throws JsonRpcException {
    String digits = digits(where, value);
    if (digits.length() % 2 != 0) {
      throw wrong(where, value, "hex string of odd length");
    }
    return Bytes.fromHex(digits);
  }

  private static Bytes data(String where, @Nullable Object value, int size)
      throws JsonRpcException {
    Bytes data = data(where, value);
    if (data.size() != size) {
      throw wrong(where, value, "hex string has length " + 2 * data.size() + ", want " + 2 * size);
    }
    return data;
  }

  /** 20 bytes; a checksum in the letters' case is not looked at, as geth does not. */
  static Address address(String where, @Nullable Object value) throws JsonRpcException {
    return new Address(data(where, value, Address.SIZE));
  }

  static Hash hash(String where, @Nullable Object value) throws JsonRpcException {
    return new Hash(data(where, value, Hash.SIZE));
  }

  /** A number below 2<sup>256</sup> without leading zeros. */
  static Word word(String where, @Nullable Object value) throws JsonRpcException {
    if (value instanceof Long number && number >= 0) {
      return Word.of(number);
    }
    String digits = digits(where, value);
    if (digits.isEmpty()) {
      throw wrong(where, value, "hex string \"0x\"");
    }
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      throw wrong(where, value, "hex number with leading zero digits");
    }
    if (digits.length() > 2 * Word.SIZE) {
      throw wrong(where, value, "hex number > 256 bits");
    }
    return Word.fromHex(digits);
  }

  /** A number below 2<sup>63</sup>. */
  static long quantity(String where, @Nullable Object value) throws JsonRpcException {
    Word word = word(where, value);
    if (!word.fitsLong()) {
      throw wrong(where, value, "hex number > 63 bits");
    }
    return word.w0();
  }

  /** A key of storage: up to 32 bytes, with or without leading zeros, as geth takes them. */
  static Word key(String where, @Nullable Object value) throws JsonRpcException {
    String digits = digits(where, value);
    if (digits.length() > 2 * Word.SIZE) {
      throw wrong(where, value, "unable to decode storage key: hex string too long, want 32 bytes");
    }
    return Word.fromHex(digits);
  }

  /** A word of 32 bytes, such as a topic. */
  static Word fullWord(String where, @Nullable Object value) throws JsonRpcException {
    return Word.read(data(where, value, Word.SIZE).unsafeArray(), 0);
  }
}
