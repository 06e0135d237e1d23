package io.ghostbridge.statetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ContractTransaction.Authorization;
import io.ghostbridge.api.vm.ExecutionResult.Status;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.InvalidTransactionException.Reason;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.evm.internal.EvmMachine;
import io.ghostbridge.evm.internal.TransactionExecutor;
import io.ghostbridge.wasm.internal.WasmMachine;
import io.ghostbridge.wasm.internal.run.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What transactions cost and do before, around and after their call, as the newest fork says. */
class TransactionRulesTest {
  private static final Address SENDER = Word.of(0x5e).toAddress();
  private static final Address CONTRACT = Word.of(0x1000).toAddress();
  private static final Address AUTHORITY = Word.of(0xa0).toAddress();
  private static final Address NEWCOMER = Word.of(0xa1).toAddress();
  private static final Address NOBODY = Word.ZERO.toAddress();
  private static final long CHAIN = 26_472;
  private static final long HEIGHT = 1000;
  private static final long GAS = 16_000_000;

  /** Stores 42 in its first word. */
  private static final Bytes STORING = Bytes.fromHex("602a5f5500");

  /** The hash of the block whose number is the input. */
  private static final Bytes HASHING = Bytes.fromHex("5f35405f5260205ff3");

  private final Algorithms algorithms = new Algorithms();
  private final EvmMachine evm = new EvmMachine(algorithms);
  private final TransactionExecutor executor = new TransactionExecutor(evm);
  private final JsonObject accounts = new JsonObject();
  private final List<Long> asked = new ArrayList<>();

  TransactionRulesTest() {
    account(SENDER, 1, Bytes.EMPTY);
  }

  @AfterEach
  void close() {
    executor.close();
    evm.close();
  }

  private void account(Address address, long nonce, Bytes code) {
    JsonObject account = new JsonObject();
    account.addProperty("nonce", "0x" + Long.toHexString(nonce));
    account.addProperty("balance", "0xffffffffffffffffffff");
    account.addProperty("code", "0x" + code.toHex());
    account.add("storage", new JsonObject());
    accounts.add("0x" + address.bytes().toHex(), account);
  }

  private static ContractTransaction transaction(
      int type, Optional<Address> to, Bytes input, long gas, Authorization... authorizations) {
    return new ContractTransaction(
        type,
        SENDER,
        1,
        gas,
        Word.ZERO,
        Word.ZERO,
        to,
        Word.ZERO,
        input,
        List.of(),
        Word.ZERO,
        List.of(),
        List.of(authorizations));
  }

  private TransactionResult execute(ContractTransaction transaction)
      throws InvalidTransactionException {
    BlockContext block =
        new BlockContext(
            Fork.OSAKA,
            HEIGHT,
            1,
            SENDER,
            30_000_000,
            Word.ZERO,
            Word.ONE,
            Word.ZERO,
            Word.ZERO,
            Word.of(CHAIN));
    return executor.execute(
        transaction,
        new PreState(accounts),
        new Environment(
            block,
            30_000_000,
            number -> {
              asked.add(number);
              return Word.of(number + 7);
            },
            null));
  }

  private TransactionResult setCode(Address to, Authorization... authorizations)
      throws InvalidTransactionException {
    return execute(transaction(4, Optional.of(to), Bytes.EMPTY, GAS, authorizations));
  }

  private void assertRefused(Reason reason, ContractTransaction transaction) {
    assertThatThrownBy(() -> execute(transaction))
        .isInstanceOfSatisfying(
            InvalidTransactionException.class,
            refusal -> assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason));
  }

  private static Authorization authorization(Address target, long nonce, Address authority) {
    return new Authorization(Word.of(CHAIN), target, nonce, Optional.of(authority));
  }

  private static StateChanges.AccountChange change(TransactionResult result, Address address) {
    return Objects.requireNonNull(result.changes().accounts().get(address));
  }

  private static Bytes delegation(Address target) {
    return Bytes.fromHex("ef0100" + target.bytes().toHex());
  }

  @Test
  void anAccountRunsTheCodeThatItAuthorized() throws Exception {
    account(CONTRACT, 1, STORING);
    account(AUTHORITY, 5, Bytes.EMPTY);
    TransactionResult result = setCode(AUTHORITY, authorization(CONTRACT, 5, AUTHORITY));
    assertThat(result.execution().status()).isEqualTo(Status.SUCCESS);
    StateChanges.AccountChange authority = change(result, AUTHORITY);
    assertThat(authority.code()).hasValue(delegation(CONTRACT));
    assertThat(authority.state().orElseThrow().nonce()).isEqualTo(6);
    assertThat(authority.storage()).containsEntry(Word.ZERO, Word.of(42));
    assertThat(result.changes().accounts()).doesNotContainKey(CONTRACT);
    // 2 pushes, and a new word in a cold slot; of the authorization, what a new account costs back.
    long run = 3 + 2 + 22_100;
    long all = 21_000 + 25_000 + run;
    assertThat(result.gasRefunded()).isEqualTo(Math.min(12_500, all / 5));
    assertThat(result.gasUsed()).isEqualTo(all - result.gasRefunded());
  }

  @Test
  void anAuthorizationOfANewAccountIsPaidInFull() throws Exception {
    account(CONTRACT, 1, Bytes.EMPTY);
    TransactionResult result = setCode(CONTRACT, authorization(CONTRACT, 0, NEWCOMER));
    assertThat(result.gasUsed()).isEqualTo(21_000 + 25_000);
    assertThat(change(result, NEWCOMER).code()).hasValue(delegation(CONTRACT));
  }

  @Test
  void voidAuthorizationsCostTheirGasAndChangeNothing() throws Exception {
    account(CONTRACT, 1, STORING);
    account(AUTHORITY, 5, Bytes.EMPTY);
    TransactionResult result =
        setCode(
            NEWCOMER,
            authorization(CONTRACT, 4, AUTHORITY),
            authorization(NEWCOMER, 1, CONTRACT),
            authorization(CONTRACT, -1, NEWCOMER),
            new Authorization(Word.of(1), CONTRACT, 5, Optional.of(AUTHORITY)),
            new Authorization(Word.of(CHAIN), CONTRACT, 5, Optional.empty()));
    assertThat(result.gasUsed()).isEqualTo(21_000 + 5 * 25_000);
    assertThat(result.changes().accounts()).doesNotContainKeys(AUTHORITY, CONTRACT, NEWCOMER);
  }

  @Test
  void anAuthorizationForAnyChainCountsAndTheZeroAddressEndsADelegation() throws Exception {
    account(AUTHORITY, 5, delegation(CONTRACT));
    TransactionResult result =
        setCode(NEWCOMER, new Authorization(Word.ZERO, NOBODY, 5, Optional.of(AUTHORITY)));
    AccountState authority = change(result, AUTHORITY).state().orElseThrow();
    assertThat(authority.codeHash()).isEqualTo(AccountState.NO_CODE);
    assertThat(authority.nonce()).isEqualTo(6);
  }

  @Test
  void anAccountWithADelegationStillSendsTransactions() throws Exception {
    account(CONTRACT, 1, STORING);
    account(SENDER, 1, delegation(CONTRACT));
    TransactionResult result = execute(transaction(2, Optional.of(NEWCOMER), Bytes.EMPTY, 21_000));
    assertThat(result.gasUsed()).isEqualTo(21_000);
  }

  @Test
  void authorizationsWithoutACalleeAndCalleesWithoutAuthorizationsAreRefused() {
    assertRefused(Reason.AUTHORIZATIONS, transaction(4, Optional.of(CONTRACT), Bytes.EMPTY, GAS));
    assertRefused(
        Reason.AUTHORIZATIONS,
        transaction(4, Optional.empty(), Bytes.EMPTY, GAS, authorization(CONTRACT, 0, AUTHORITY)));
  }

  @Test
  void inputCostsItsFloorWhereTheCallDoesLess() throws Exception {
    byte[] input = new byte[1500];
    Arrays.fill(input, 0, 1000, (byte) 1);
    Bytes data = Bytes.wrap(input);
    // 10 a token; a byte is a token, and four if it is not zero.
    long floor = 21_000 + 10 * (4 * 1000 + 500);
    assertThat(execute(transaction(2, Optional.of(NEWCOMER), data, floor)).gasUsed())
        .isEqualTo(floor);
    assertRefused(
        Reason.INTRINSIC_GAS_TOO_LOW, transaction(2, Optional.of(NEWCOMER), data, floor - 1));
    account(CONTRACT, 1, Bytes.fromHex("602a5f55602a600155602a60025500"));
    long standard = 21_000 + 16 * 1000 + 4 * 500;
    long run = 3 * (3 + 22_100) + 2 + 3 + 3;
    assertThat(execute(transaction(2, Optional.of(CONTRACT), data, GAS)).gasUsed())
        .isEqualTo(standard + run);
  }

  @Test
  void hashesOfThe256BlocksBeforeAreKnownAndNoOthers() throws Exception {
    account(CONTRACT, 1, HASHING);
    for (long known : new long[] {HEIGHT - 1, HEIGHT - 256}) {
      assertThat(hash(Word.of(known))).isEqualTo(Word.of(known + 7));
    }
    assertThat(asked).containsExactly(HEIGHT - 1, HEIGHT - 256);
    for (Word unknown :
        List.of(Word.of(HEIGHT - 257), Word.of(HEIGHT), Word.of(HEIGHT + 1), Word.ZERO, Word.MAX)) {
      assertThat(hash(unknown)).as("%s", unknown).isEqualTo(Word.ZERO);
    }
    assertThat(asked).hasSize(2);
  }

  private Word hash(Word number) throws InvalidTransactionException {
    TransactionResult result =
        execute(transaction(2, Optional.of(CONTRACT), Bytes.wrap(number.toBytes()), GAS));
    return Word.fromBytes(result.execution().output().toByteArray());
  }

  /** A contract that does nothing, as large as a section that nothing reads makes it. */
  private static Bytes module(int size) {
    Bytes small = WasmAssembler.assemble("00 00 RETURN");
    int padding = size - small.size() - 1 - 3;
    byte[] all = Arrays.copyOf(small.toByteArray(), size);
    int at = small.size();
    // A custom section: its length in three bytes, and an empty name before what it has.
    all[at + 1] = (byte) (0x80 | (padding & 0x7f));
    all[at + 2] = (byte) (0x80 | ((padding >> 7) & 0x7f));
    all[at + 3] = (byte) (padding >> 14);
    return Bytes.wrap(all);
  }

  private TransactionResult deploy(Bytes code) throws InvalidTransactionException {
    try (WasmMachine wasm = new WasmMachine(algorithms, Tier.INTERPRETER)) {
      executor.addMachine(wasm);
      try {
        return execute(transaction(2, Optional.empty(), code, 1 << 24));
      } finally {
        executor.removeMachine(wasm);
      }
    }
  }

  @Test
  void webAssemblyMayBeFourTimesAsLargeAtHalfThePrice() throws Exception {
    TransactionResult least = deploy(module(90_304));
    TransactionResult most = deploy(module(98_304));
    assertThat(most.execution().status()).as("%s", most.execution()).isEqualTo(Status.SUCCESS);
    assertThat(change(most, most.contractAddress().orElseThrow()).code())
        .hasValueSatisfying(code -> assertThat(code.size()).isEqualTo(98_304));
    // Of 8,000 zero bytes: as input, as code that makes a contract, to load and to store.
    assertThat(most.gasUsed() - least.gasUsed()).isEqualTo(8000 * (4 + 1 + 100) + 2 * 8000 / 32);
    TransactionResult larger = deploy(module(98_305));
    assertThat(larger.execution().error().orElseThrow().failure())
        .isEqualTo(Failure.CODE_TOO_LARGE);
    assertRefused(
        Reason.INIT_CODE_TOO_LARGE, transaction(2, Optional.empty(), module(196_609), 1 << 24));
  }

  @Test
  void ethereumsCodeKeepsItsOwnLimits() throws Exception {
    // Returns as many zeros.
    Bytes returnsMost = Bytes.fromHex("6160005ff3");
    Bytes returnsMore = Bytes.fromHex("6160015ff3");
    assertThat(execute(transaction(2, Optional.empty(), returnsMost, GAS)).execution().succeeded())
        .isTrue();
    assertThat(
            execute(transaction(2, Optional.empty(), returnsMore, GAS))
                .execution()
                .error()
                .orElseThrow()
                .failure())
        .isEqualTo(Failure.CODE_TOO_LARGE);
    assertRefused(
        Reason.INIT_CODE_TOO_LARGE,
        transaction(2, Optional.empty(), Bytes.wrap(new byte[49_153]), GAS));
  }

  @Test
  void codeOfAFormatWithoutAMachineIsNeverRunAsAnotherFormats() {
    account(CONTRACT, 1, WasmAssembler.assemble("2a 07 SSTORE"));
    assertThatThrownBy(() -> execute(transaction(2, Optional.of(CONTRACT), Bytes.EMPTY, GAS)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no machine is there");
  }
}
