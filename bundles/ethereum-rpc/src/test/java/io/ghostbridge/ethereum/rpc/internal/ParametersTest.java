package io.ghostbridge.ethereum.rpc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final String ADDRESS = "0x" + "ab".repeat(20);
  private static final String HASH = "0x" + "cd".repeat(32);

  @Test
  void quantitiesAreReadAndWrittenWithoutLeadingZeros() throws JsonRpcException {
    assertThat(Values.quantity("n", "0x0")).isZero();
    assertThat(Values.quantity("n", "0x41")).isEqualTo(65);
    assertThat(Hex.quantity(1024)).isEqualTo("0x400");
    assertThat(Hex.quantity(Word.ZERO)).isEqualTo("0x0");
    for (String wrong : List.of("0x", "0x0400", "ff", "0xg", "")) {
      assertThatThrownBy(() -> Values.quantity("argument 0", wrong))
          .as(wrong)
          .isInstanceOfSatisfying(
              JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(-32602))
          .hasMessageStartingWith("invalid argument 0");
    }
  }

  @Test
  void blocksAreNamedByTagNumberAndHash() throws JsonRpcException {
    assertThat(BlockSelector.parse("b", null)).isEqualTo(new BlockSelector.Latest());
    assertThat(BlockSelector.parse("b", "finalized")).isEqualTo(new BlockSelector.Latest());
    assertThat(BlockSelector.parse("b", "earliest")).isEqualTo(new BlockSelector.Height(0));
    assertThat(BlockSelector.parse("b", "0x10")).isEqualTo(new BlockSelector.Height(16));
    assertThat(BlockSelector.parse("b", Map.of("blockHash", HASH)))
        .isEqualTo(new BlockSelector.OfHash(Hash.parse(HASH)));
    assertThat(BlockSelector.parse("b", Map.of("blockNumber", "0x1")))
        .isEqualTo(new BlockSelector.Height(1));
    assertThatThrownBy(() -> BlockSelector.parse("b", "newest"))
        .isInstanceOf(JsonRpcException.class);
  }

  @Test
  void aCallsGasIsBoundedAndItsDataAndInputAreTheSame() throws JsonRpcException {
    ContractTransaction call =
        new CallObject("c", Map.of("to", ADDRESS, "data", "0x01", "gas", "0xffffffffffffff"), null)
            .transaction(100, 1);
    assertThat(call.gasLimit()).isEqualTo(100);
    assertThat(call.input()).isEqualTo(Bytes.fromHex("01"));
    assertThatThrownBy(
            () ->
                new CallObject("c", Map.of("data", "0x01", "input", "0x02"), null)
                    .transaction(100, 1))
        .hasMessageContaining("both \"data\" and \"input\" are set");
    assertThatThrownBy(
            () ->
                new CallObject("c", Map.of("gasPrice", "0x1", "maxFeePerGas", "0x2"), null)
                    .transaction(100, 1))
        .hasMessageContaining("both gasPrice and");
    assertThatThrownBy(() -> new CallObject("c", Map.of("chainId", "0x2"), null).transaction(1, 1))
        .hasMessageContaining("chainId does not match");
  }

  @Test
  void topicsAreAnyOneOrSomeAtEachPlace() throws JsonRpcException {
    LogQuery query =
        LogQuery.parse(
            "f",
            Map.of(
                "address",
                ADDRESS,
                "topics",
                java.util.Arrays.asList(null, HASH, List.of(HASH, HASH))));
    assertThat(query.filter().addresses()).hasSize(1);
    assertThat(query.filter().topics())
        .containsExactly(
            Set.of(), Set.of(Word.of(Hash.parse(HASH))), Set.of(Word.of(Hash.parse(HASH))));
    assertThatThrownBy(() -> LogQuery.parse("f", Map.of("blockHash", HASH, "fromBlock", "0x1")))
        .isInstanceOf(JsonRpcException.class);
  }

  @Test
  void revertsTellTheirReasonAndTheirData() {
    String output =
        "08c379a0"
            + "0".repeat(62)
            + "20"
            + "0".repeat(62)
            + "07"
            + "6e6f206c75636b"
            + "0".repeat(50);
    JsonRpcException error = RpcErrors.reverted(Bytes.fromHex(output));
    assertThat(error.code()).isEqualTo(3);
    assertThat(error).hasMessage("execution reverted: no luck");
    assertThat(error.data()).isEqualTo("0x" + output);
    assertThat(RpcErrors.reverted(Bytes.EMPTY)).hasMessage("execution reverted");
    assertThat(RpcErrors.reverted(Bytes.fromHex("4e487b71" + "0".repeat(62) + "11")))
        .hasMessage("execution reverted: arithmetic underflow or overflow");
  }
}
