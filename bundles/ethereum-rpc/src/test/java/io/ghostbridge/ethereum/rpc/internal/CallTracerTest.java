package io.ghostbridge.ethereum.rpc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.ecdsa.secp256k1.internal.EcdsaSecp256k1;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.evm.internal.EvmMachine;
import io.ghostbridge.evm.internal.TransactionExecutor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What geth's callTracer shows, of transactions that the real machine executes. */
class CallTracerTest {
  private static final Address SENDER = Word.of(0x5e).toAddress();
  private static final Address CONTRACT = Word.of(0x1000).toAddress();
  private static final Address OTHER = Word.of(0x2000).toAddress();
  private static final String TO_CONTRACT = "0x0000000000000000000000000000000000001000";
  private static final String TO_OTHER = "0x0000000000000000000000000000000000002000";
  private static final String BENEFICIARY = "0x000000000000000000000000000000000000beef";

  private final Algorithms algorithms = new Algorithms();
  private final EvmMachine evm = new EvmMachine(algorithms);
  private final TransactionExecutor executor = new TransactionExecutor(evm);
  private final Accounts accounts = new Accounts();

  private static final class Algorithms implements CryptoAlgorithms {
    private final EcdsaSecp256k1 ecdsa = new EcdsaSecp256k1(new PureSecp256k1());

    @Override
    public <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm) {
      if (primitive.isInstance(ecdsa)) {
        return primitive.cast(ecdsa);
      }
      throw new AlgorithmNotAvailableException(algorithm, List.of());
    }

    @Override
    public List<String> installed(Class<? extends CryptoAlgorithm> primitive) {
      return List.of();
    }
  }

  private static final class Accounts implements StateReader {
    private final Map<Address, AccountState> states = new HashMap<>();
    private final Map<Hash, Bytes> codes = new HashMap<>();

    void put(Address address, long balance, String code) {
      Bytes bytes = Bytes.fromHex(code);
      Hash hash = Keccak.hash(bytes.unsafeArray());
      codes.put(hash, bytes);
      states.put(address, new AccountState(1, Word.of(balance), hash));
    }

    @Override
    public Optional<AccountState> account(Address address) {
      return Optional.ofNullable(states.get(address));
    }

    @Override
    public Word storage(Address address, Word key) {
      return Word.ZERO;
    }

    @Override
    public boolean hasStorage(Address address) {
      return false;
    }

    @Override
    public Bytes code(Hash codeHash) {
      return codes.getOrDefault(codeHash, Bytes.EMPTY);
    }
  }

  @AfterEach
  void close() {
    executor.close();
    evm.close();
  }

  private Map<String, @Nullable Object> trace(Map<String, Boolean> config) throws Exception {
    accounts.put(SENDER, 1_000_000, "");
    ContractTransaction transaction =
        new ContractTransaction(
            2,
            SENDER,
            1,
            200_000,
            Word.ZERO,
            Word.ZERO,
            Optional.of(CONTRACT),
            Word.of(3),
            Bytes.EMPTY,
            List.of(),
            Word.ZERO,
            List.of(),
            List.of());
    BlockContext block =
        new BlockContext(
            Fork.OSAKA,
            1,
            1,
            SENDER,
            30_000_000,
            Word.ZERO,
            Word.ONE,
            Word.ZERO,
            Word.ZERO,
            Word.ONE);
    TraceOptions options =
        TraceOptions.parse("options", Map.of("tracer", "callTracer", "tracerConfig", config));
    TransactionTracer tracer = TransactionTracer.of(options, 1 << 20);
    TransactionResult result =
        executor.execute(
            transaction, accounts, new Environment(block, 30_000_000, n -> Word.ZERO, tracer));
    return tracer.answer(transaction, result);
  }

  private static List<?> calls(Map<String, @Nullable Object> frame) {
    return (List<?>) Objects.requireNonNull(frame.get("calls"));
  }

  @Test
  void aContractThatEndsItselfIsAFrameWithItsBeneficiaryAndBalance() throws Exception {
    // Calls the other, which ends itself: PUSH2 beef, SELFDESTRUCT.
    accounts.put(CONTRACT, 0, "5f5f5f5f5f6120005af1");
    accounts.put(OTHER, 7, "61beefff");
    Map<String, @Nullable Object> top = trace(Map.of());
    assertThat(top).containsEntry("type", "CALL").containsEntry("to", TO_CONTRACT);
    assertThat(calls(top)).hasSize(1);
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> call = (Map<String, @Nullable Object>) calls(top).getFirst();
    assertThat(call).containsEntry("type", "CALL").containsEntry("to", TO_OTHER);
    assertThat(calls(call))
        .singleElement()
        .isEqualTo(
            Map.of(
                "type", "SELFDESTRUCT",
                "from", TO_OTHER,
                "to", BENEFICIARY,
                "value", "0x7",
                "gas", "0x0",
                "gasUsed", "0x0",
                "input", "0x"));
  }

  @Test
  void anEndThatIsNotPaidForOrForbiddenIsNone() throws Exception {
    // STATICCALL; then a CALL with 10 gas.
    accounts.put(CONTRACT, 0, "5f5f5f5f6120005afa" + "5f5f5f5f5f612000600af1");
    accounts.put(OTHER, 7, "61beefff");
    assertThat(calls(trace(Map.of())))
        .hasSize(2)
        .allSatisfy(
            call -> {
              assertThat(((Map<?, ?>) call).containsKey("error")).isTrue();
              assertThat(((Map<?, ?>) call).containsKey("calls")).isFalse();
            });
  }

  @Test
  void callsThatRunNoCodeAreFramesToo() throws Exception {
    // 2 to the account beef; the identity with a word of zeros; 9, which is not there, to beef.
    accounts.put(
        CONTRACT, 0, "5f5f5f5f600261beef5af1" + "5f5f60205f5f60045af1" + "5f5f5f5f600961beef5af1");
    List<?> calls = calls(trace(Map.of()));
    assertThat(calls).hasSize(3);
    Map<?, ?> transfer = (Map<?, ?>) calls.getFirst();
    assertThat(transfer.get("to")).isEqualTo(BENEFICIARY);
    assertThat(transfer.get("value")).isEqualTo("0x2");
    assertThat(transfer.get("gasUsed")).isEqualTo("0x0");
    Map<?, ?> identity = (Map<?, ?>) calls.get(1);
    assertThat(identity.get("gasUsed")).isEqualTo("0x12");
    assertThat(identity.get("output")).isEqualTo("0x" + "00".repeat(32));
    assertThat(((Map<?, ?>) calls.getLast()).get("error"))
        .isEqualTo("insufficient balance for transfer");
  }

  @Test
  void aContractThatIsNotMadeHasNoAddress() throws Exception {
    // CREATE of fe, and of nothing.
    accounts.put(CONTRACT, 0, "60fe5f5360015f5ff0" + "5f5f5ff0");
    List<?> calls = calls(trace(Map.of()));
    Map<?, ?> failed = (Map<?, ?>) calls.getFirst();
    assertThat(failed.get("type")).isEqualTo("CREATE");
    assertThat(failed.containsKey("to")).isFalse();
    assertThat(failed.containsKey("error")).isTrue();
  }

  @Test
  void theTopCallAloneHasNothingWithin() throws Exception {
    accounts.put(CONTRACT, 0, "5f5f5f5f5f6120005af1" + "61beefff");
    accounts.put(OTHER, 7, "61beefff");
    assertThat(trace(Map.of("onlyTopCall", true))).doesNotContainKey("calls");
    assertThat(calls(trace(Map.of()))).hasSize(2);
  }
}
