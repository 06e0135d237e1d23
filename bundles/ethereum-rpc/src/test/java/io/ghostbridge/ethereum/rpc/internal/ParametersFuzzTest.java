package io.ghostbridge.ethereum.rpc.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever the parameters are, they are read or refused by an error of JSON-RPC. */
class ParametersFuzzTest {
  private static final List<String> NAMES =
      List.of(
          "from",
          "to",
          "gas",
          "gasPrice",
          "value",
          "data",
          "input",
          "nonce",
          "accessList",
          "address",
          "storageKeys",
          "topics",
          "fromBlock",
          "toBlock",
          "blockHash",
          "blockNumber",
          "state",
          "stateDiff",
          "balance",
          "code",
          "chainId",
          "tracer",
          "tracerConfig",
          "limit",
          "maxFeePerGas",
          "maxPriorityFeePerGas",
          "0x" + "11".repeat(20));

  private interface Reader {
    Object read(@Nullable Object value) throws JsonRpcException;
  }

  private static final List<Reader> READERS =
      List.of(
          value -> new CallObject("argument 0", value, null).transaction(1 << 24, 1),
          value -> StateOverrides.parse("argument 2", value),
          value -> BlockSelector.parse("argument 1", value),
          value -> LogQuery.parse("argument 0", value),
          value -> TraceOptions.parse("argument 1", value),
          value -> Values.word("argument 0", value),
          value -> Values.key("argument 0", value),
          value -> Values.address("argument 0", value));

  @FuzzTest
  void anyParametersAreReadOrRefused(byte[] data) {
    ByteBuffer input = ByteBuffer.wrap(data);
    Reader reader = READERS.get(next(input, READERS.size()));
    try {
      reader.read(value(input, 4));
    } catch (JsonRpcException e) {
      if (e.code() != JsonRpcException.INVALID_PARAMS
          && e.code() != JsonRpcException.SERVER_ERROR) {
        throw new AssertionError("another error", e);
      }
    }
  }

  @FuzzTest
  void anyOutputHasAReasonOrNone(byte[] output) {
    RpcErrors.reverted(Bytes.wrap(output));
  }

  /** A number below {@code bound}. */
  private static int next(ByteBuffer input, int bound) {
    return input.hasRemaining() ? Byte.toUnsignedInt(input.get()) % bound : 0;
  }

  private static String text(ByteBuffer input) {
    byte[] text = new byte[Math.min(next(input, 80), input.remaining())];
    input.get(text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static @Nullable Object value(ByteBuffer input, int depth) {
    return switch (next(input, depth == 0 ? 6 : 8)) {
      case 0 -> null;
      case 1 -> (long) input.remaining() - next(input, 256);
      case 2 -> next(input, 256) / 3.0;
      case 3 -> next(input, 2) == 0;
      case 4 -> text(input);
      case 5 -> "0x" + HexFormat.of().formatHex(text(input).getBytes(StandardCharsets.UTF_8));
      case 6 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = next(input, 5); i > 0; i--) {
          list.add(value(input, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = next(input, 7); i > 0; i--) {
          map.put(NAMES.get(next(input, NAMES.size())), value(input, depth - 1));
        }
        yield map;
      }
    };
  }
}
