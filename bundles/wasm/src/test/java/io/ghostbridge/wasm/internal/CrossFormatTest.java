package io.ghostbridge.wasm.internal;

import static io.ghostbridge.wasm.internal.TestChain.ALICE;
import static io.ghostbridge.wasm.internal.TestChain.BOB;
import static io.ghostbridge.wasm.internal.TestModule.i32;
import static io.ghostbridge.wasm.internal.TestModule.i64;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.evm.internal.EvmMachine;
import io.ghostbridge.evm.internal.TransactionExecutor;
import io.ghostbridge.wasm.internal.run.Tier;
import io.ghostbridge.zvm.internal.ZvmMachine;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whole transactions in which contracts of WebAssembly and of Ethereum's bytecode call each other.
 */
class CrossFormatTest {
  /**
   * Calls the address in the first 20 bytes of the input with the rest, and hands the answer on.
   */
  private static final String EVM_RELAY =
      "6014360380601460003760006000826000600060003560601c5af13d600060003e6028573d6000fd5b3d6000f3";

  /** Returns EVM_RELAY, which stands behind it. */
  private static final String EVM_DEPLOY = "602d600c600039602d6000f3";

  private final Map<Address, AccountState> accounts = new HashMap<>();
  private final Map<Address, Map<Word, Word>> storage = new HashMap<>();
  private final Map<Hash, Bytes> codes = new HashMap<>();
  private final EvmMachine evm = new EvmMachine(new TestAlgorithms());
  private final WasmMachine wasm = new WasmMachine(new TestAlgorithms(), Tier.COMPILER);
  private final ZvmMachine zvm = new ZvmMachine(new TestAlgorithms());
  private final TransactionExecutor executor = new TransactionExecutor(evm);
  private long nonce;

  @BeforeEach
  void start() {
    // Asked first, as it may be in a container.
    executor.addMachine(zvm);
    executor.addMachine(wasm);
    accounts.put(ALICE, new AccountState(0, Word.of(BigInteger.TEN.pow(24)), AccountState.NO_CODE));
  }

  @AfterEach
  void stop() {
    executor.close();
    wasm.close();
    zvm.close();
    evm.close();
  }

  private final StateReader state =
      new StateReader() {
        @Override
        public Optional<AccountState> account(Address address) {
          return Optional.ofNullable(accounts.get(address));
        }

        @Override
        public Word storage(Address address, Word key) {
          return storage.getOrDefault(address, Map.of()).getOrDefault(key, Word.ZERO);
        }

        @Override
        public boolean hasStorage(Address address) {
          return storage.containsKey(address);
        }

        @Override
        public Bytes code(Hash codeHash) {
          return codes.getOrDefault(codeHash, Bytes.EMPTY);
        }
      };

  private TransactionResult execute(Optional<Address> to, Bytes input) {
    ContractTransaction transaction =
        new ContractTransaction(
            2,
            ALICE,
            nonce++,
            8_000_000,
            Word.of(100),
            Word.ONE,
            to,
            Word.ZERO,
            input,
            List.of(),
            Word.ZERO,
            List.of(),
            List.of());
    try {
      TransactionResult result =
          executor.execute(
              transaction,
              state,
              new Environment(TestChain.block(), 30_000_000, number -> Word.ZERO, null));
      apply(result.changes());
      return result;
    } catch (InvalidTransactionException e) {
      throw new AssertionError(e);
    }
  }

  private void apply(StateChanges changes) {
    changes
        .accounts()
        .forEach(
            (address, change) -> {
              change.state().ifPresent(account -> accounts.put(address, account));
              storage.computeIfAbsent(address, any -> new HashMap<>()).putAll(change.storage());
              change.code().ifPresent(code -> codes.put(TestChain.keccak(code), code));
            });
  }

  private Address deploy(Bytes code) {
    TransactionResult result = execute(Optional.empty(), code);
    assertThat(result.execution().succeeded()).as("%s", result.execution()).isTrue();
    return result.contractAddress().orElseThrow();
  }

  private static Bytes through(Address first, Bytes rest) {
    return Bytes.wrap(TestModule.bytes(first.bytes().toByteArray(), rest.toByteArray()));
  }

  @Test
  void callsGoFromWebAssemblyToEthereumsBytecodeAndBack() {
    Address token =
        deploy(TestChain.container(TokenTest.example("token"), Word.of(1_000).toBytes()));
    Address wasmRelay = deploy(TokenTest.example("relay"));
    Address evmRelay = deploy(Bytes.fromHex(EVM_DEPLOY + EVM_RELAY));

    Bytes give = TokenTest.call("transfer(address,uint256)", Word.of(evmRelay), Word.of(100));
    assertThat(execute(Optional.of(token), give).execution().succeeded()).isTrue();

    // WebAssembly calls the EVM, which calls WebAssembly.
    Bytes send = TokenTest.call("transfer(address,uint256)", Word.of(BOB), Word.of(40));
    TransactionResult there =
        execute(Optional.of(wasmRelay), through(evmRelay, through(token, send)));
    assertThat(there.execution().succeeded()).as("%s", there.execution()).isTrue();
    assertThat(there.execution().output()).isEqualTo(Bytes.wrap(Word.ONE.toBytes()));
    assertThat(there.logs()).hasSize(1);
    assertThat(there.logs().getFirst().address()).isEqualTo(token);

    // The EVM calls WebAssembly, which calls the EVM, which calls WebAssembly.
    TransactionResult back =
        execute(Optional.of(evmRelay), through(wasmRelay, through(evmRelay, through(token, send))));
    assertThat(back.execution().succeeded()).as("%s", back.execution()).isTrue();

    TransactionResult tooMuch =
        execute(Optional.of(wasmRelay), through(evmRelay, through(token, send)));
    assertThat(tooMuch.execution().succeeded()).isFalse();
    assertThat(tooMuch.execution().output().toHex()).startsWith("08c379a0");
    assertThat(tooMuch.logs()).isEmpty();

    Bytes ask = TokenTest.call("balanceOf(address)", Word.of(BOB));
    assertThat(execute(Optional.of(token), ask).execution().output())
        .isEqualTo(Bytes.wrap(Word.of(80).toBytes()));
  }

  private void install(Address address, Bytes code) {
    codes.put(TestChain.keccak(code), code);
    accounts.put(address, new AccountState(1, Word.ZERO, TestChain.keccak(code)));
  }

  @Test
  void aStaticCallFromEthereumsBytecodeChangesNothing() {
    Address first = TestChain.address(0x1000);
    Address second = TestChain.address(0x2000);
    // Returns what STATICCALL of 0x2000 with 0xffff gas gives.
    install(first, Bytes.fromHex("600060006000600061200061fffffa60005260206000f3"));
    install(
        second,
        new TestModule()
            .memory(1)
            .function("ghost", "storage_write", "ii:")
            .data(0, Word.of(5).toBytes())
            .define(":", "", i32(32), i32(0), 0x10, 0)
            .export("call")
            .build());
    TransactionResult result = execute(Optional.of(first), Bytes.EMPTY);
    assertThat(result.execution().output()).isEqualTo(Bytes.wrap(Word.ZERO.toBytes()));
    assertThat(state.storage(second, Word.ZERO)).isEqualTo(Word.ZERO);
    assertThat(execute(Optional.of(second), Bytes.EMPTY).execution().succeeded()).isTrue();
    assertThat(state.storage(second, Word.ZERO)).isEqualTo(Word.of(5));
  }

  @Test
  void contractsOfTwoFormatsThatCallEachOtherEndWithTheirGas() {
    Address first = TestChain.address(0x1000);
    Address second = TestChain.address(0x2000);
    install(first, Bytes.fromHex("600060006000600060006120005af1"));
    install(
        second,
        new TestModule()
            .memory(1)
            .function("ghost", "call", "liiii:i")
            .data(0, first.bytes().toByteArray())
            .define(":", "", i64(-1), i32(0), i32(64), i32(0), i32(0), 0x10, 0, 0x1a)
            .export("call")
            .build());
    assertThat(execute(Optional.of(first), Bytes.EMPTY).execution().succeeded()).isTrue();
    assertThat(execute(Optional.of(second), Bytes.EMPTY).execution().succeeded()).isTrue();
  }

  @Test
  void aContractThatIsNoModuleIsNotMade() {
    TransactionResult result = execute(Optional.empty(), Bytes.fromHex("0061736d01000000ff"));
    assertThat(result.execution().succeeded()).isFalse();
    assertThat(result.execution().error().orElseThrow().toString())
        .contains("INVALID_CODE at offset 8: malformed section id 255");
  }
}
