package io.ghostbridge.statetest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Word;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The forms in which the tests write numbers and bytes. */
final class Json {
  private Json() {}

  /** Digits after {@code 0x}, with what older files write before it. */
  private static String digits(String text) {
    String plain = text.startsWith("0x:bigint ") ? text.substring(10) : text;
    return plain.startsWith("0x") ? plain.substring(2) : plain;
  }

  static BigInteger number(JsonElement element) {
    String text = element.getAsString();
    String digits = digits(text);
    if (digits.isEmpty()) {
      return BigInteger.ZERO;
    }
    return text.startsWith("0x") ? new BigInteger(digits, 16) : new BigInteger(digits);
  }

  static Word word(JsonElement element) {
    return Word.of(number(element));
  }

  /** A number below 2^64, as a long. */
  static long unsigned(JsonElement element) {
    BigInteger number = number(element);
    if (number.bitLength() > 64) {
      throw new IllegalArgumentException(number + " has more than 64 bits");
    }
    return number.longValue();
  }

  static Bytes bytes(JsonElement element) {
    return Bytes.fromHex(digits(element.getAsString()));
  }

  static Address address(JsonElement element) {
    return new Address(bytes(element));
  }

  static Hash hash(JsonElement element) {
    return new Hash(bytes(element));
  }

  /** A member, or null where it is missing or null. */
  static @Nullable JsonElement member(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element == null || element.isJsonNull() ? null : element;
  }
}
