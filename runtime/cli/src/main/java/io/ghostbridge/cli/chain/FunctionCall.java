package io.ghostbridge.cli.chain;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A function's signature with arguments as text, encoded by Solidity's contract ABI. A signature is
 * {@code name(type,…)}, and for what is returned {@code name(type,…)(type,…)}. Arguments are
 * numbers, booleans, addresses, strings and bytes, and lists of them such as {@code [1,2]}; structs
 * have no form as text.
 */
final class FunctionCall {
  private static final HexFormat HEX = HexFormat.of();

  private final Function function;

  private FunctionCall(Function function) {
    this.function = function;
  }

  /**
   * @throws CommandException if it is no signature
   */
  static FunctionCall of(String signature) {
    int inputsEnd = signature.indexOf(')');
    String inputs = signature.substring(0, inputsEnd + 1);
    String outputs = signature.substring(inputsEnd + 1);
    try {
      return new FunctionCall(
          outputs.isEmpty() ? Function.parse(inputs) : Function.parse(inputs, outputs));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.USAGE,
          "'"
              + signature
              + "' is no function: expected one such as 'transfer(address,uint256)' or"
              + " 'balanceOf(address)(uint256)' ("
              + e.getMessage()
              + ")");
    }
  }

  /** The selector and the arguments. */
  byte[] encode(List<String> arguments) {
    return function.encodeCall(tuple(function.getInputs(), arguments)).array();
  }

  /** The arguments alone, as a constructor takes them. */
  static byte[] encodeArguments(String types, List<String> arguments) {
    FunctionCall constructor = of("constructor(" + types + ")");
    byte[] call = constructor.encode(arguments);
    return Arrays.copyOfRange(call, Function.SELECTOR_LEN, call.length);
  }

  /** What was returned as text, a line a value; empty if the signature names no outputs. */
  List<String> decode(byte[] returned) {
    if (function.getOutputs().isEmpty()) {
      return List.of();
    }
    try {
      Tuple values = function.decodeReturn(returned);
      List<String> lines = new ArrayList<>();
      for (Object value : values) {
        lines.add(text(value));
      }
      return lines;
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "the contract returned 0x"
              + HEX.formatHex(returned)
              + ", which is not "
              + function.getOutputs()
              + ": name other types, or none");
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case byte[] bytes -> "0x" + HEX.formatHex(bytes);
      case Object[] items -> {
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
          texts.add(text(item));
        }
        yield texts.toString();
      }
      default -> value.toString();
    };
  }

  private static Tuple tuple(TupleType<?> types, List<String> arguments) {
    if (types.size() != arguments.size()) {
      throw new CommandException(
          ExitCode.USAGE,
          "there are "
              + arguments.size()
              + " arguments, but the function takes "
              + types.size()
              + ": "
              + types);
    }
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      ABIType<?> type = types.get(i);
      try {
        values[i] = value(type, arguments.get(i));
        validate(type, values[i]);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new CommandException(
            ExitCode.USAGE,
            "'"
                + arguments.get(i)
                + "' is no "
                + type.getCanonicalType()
                + (e.getMessage() == null ? "" : ": " + e.getMessage()));
      }
    }
    return Tuple.from(values);
  }

  private static Object value(ABIType<?> type, String text) {
    return switch (type.typeCode()) {
      case ABIType.TYPE_CODE_BOOLEAN -> bool(text);
      case ABIType.TYPE_CODE_INT -> number(text).intValueExact();
      case ABIType.TYPE_CODE_LONG -> number(text).longValueExact();
      case ABIType.TYPE_CODE_BIG_INTEGER -> number(text);
      case ABIType.TYPE_CODE_ADDRESS ->
          com.esaulpaugh.headlong.abi.Address.wrap(Address.parse(text).toChecksumHex());
      case ABIType.TYPE_CODE_ARRAY -> array(type.asArrayType(), text);
      default ->
          throw new IllegalArgumentException("it has no form as text; use --input with the bytes");
    };
  }

  private static <T> void validate(ABIType<T> type, Object value) {
    type.validate(type.clazz().cast(value));
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  private static BigInteger number(String text) {
    try {
      return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number, decimal or 0x…", e);
    }
  }

  private static Object array(ArrayType<?, ?, ?> type, String text) {
    if (type.isString()) {
      return text;
    }
    if (type.getElementType().typeCode() == ABIType.TYPE_CODE_BYTE) {
      return HEX.parseHex(text.startsWith("0x") ? text.substring(2) : text);
    }
    if (!text.startsWith("[") || !text.endsWith("]")) {
      throw new IllegalArgumentException("expected a list such as [1,2]");
    }
    String inner = text.substring(1, text.length() - 1).strip();
    List<String> items = inner.isEmpty() ? List.of() : List.of(inner.split(",", -1));
    Object array = Array.newInstance(type.clazz().getComponentType(), items.size());
    for (int i = 0; i < items.size(); i++) {
      Array.set(array, i, value(type.getElementType(), items.get(i).strip()));
    }
    return array;
  }
}
