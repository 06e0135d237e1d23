package io.ghostbridge.zvm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.crypto.blake2b.internal.Blake2b256;
import io.ghostbridge.crypto.mldsa.internal.MlDsa65;
import io.ghostbridge.crypto.ripemd160.internal.Ripemd160;
import io.ghostbridge.crypto.sha2.internal.Sha256;
import io.ghostbridge.word.machine.JournaledState;
import io.ghostbridge.zvm.internal.Container.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZvmMachineTest {
  private static final Address SELF = Word.of(0x1000).toAddress();
  private static final long GAS = 1_000_000;

  /** Returns the word on top of the stack: MSTORE at 0, RETURN of 32 bytes. */
  private static final String RETURN = "1100 81 1120 1100 a8";

  private final ZvmMachine machine = new ZvmMachine(new Algorithms());
  private final JournaledState world = new JournaledState(new Nothing(), Fork.OSAKA);

  private static final class Algorithms implements CryptoAlgorithms {
    private final List<CryptoAlgorithm> all =
        List.of(new Sha256(), new Ripemd160(), new Blake2b256(), new MlDsa65(null));

    @Override
    public <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm) {
      return all.stream()
          .filter(each -> primitive.isInstance(each) && each.algorithm().equals(algorithm))
          .map(primitive::cast)
          .findFirst()
          .orElseThrow(() -> new AlgorithmNotAvailableException(algorithm, List.of()));
    }

    @Override
    public List<String> installed(Class<? extends CryptoAlgorithm> primitive) {
      return List.of();
    }
  }

  private static final class Nothing implements StateReader {
    @Override
    public Optional<AccountState> account(Address address) {
      return Optional.empty();
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
      return Bytes.EMPTY;
    }
  }

  private static final class NoHost implements Host {
    @Override
    public BlockContext block() {
      return new BlockContext(
          Fork.OSAKA, 5, 6, SELF, GAS, Word.of(7), Word.ONE, Word.of(8), Word.of(9), Word.of(10));
    }

    @Override
    public TransactionContext transaction() {
      return new TransactionContext(SELF, Word.of(11), List.of());
    }

    @Override
    public Word blockHash(long number) {
      return Word.of(number);
    }

    @Override
    public ExecutionResult call(Message message) {
      return ExecutionResult.success(message.gas(), 0, 0, Bytes.fromHex("c0de"));
    }
  }

  private ExecutionResult run(Target target, String hex, Bytes input) {
    Bytes code = new Container(target, 0, Bytes.fromHex(hex.replace(" ", "")), "[]").encode();
    return machine.execute(
        Message.call(SELF, SELF, Word.ZERO, input, GAS), code, world, new NoHost());
  }

  private Word word(String hex) {
    ExecutionResult result = run(Target.NATIVE, hex + RETURN, Bytes.EMPTY);
    assertThat(result.error()).isEmpty();
    return Word.fromBytes(result.output().toByteArray());
  }

  @Test
  void instructionsMeanWhatTheTableSays() {
    assertThat(word("1102 1103 30")).isEqualTo(Word.of(5));
    assertThat(word("1102 1103 31")).isEqualTo(Word.ONE);
    assertThat(word("1102 1103 32")).isEqualTo(Word.of(6));
    assertThat(word("1103 1102 39")).isEqualTo(Word.of(8));
    assertThat(word("120102")).isEqualTo(Word.of(0x102));
    assertThat(word("1301020304")).isEqualTo(Word.of(0x1020304));
    assertThat(word("140102030405060708")).isEqualTo(Word.of(0x102030405060708L));
    assertThat(word("1101 1102 17 30")).isEqualTo(Word.of(4));
    assertThat(word("1101 1102 1b 31")).isEqualTo(Word.MAX);
    assertThat(word("1101 1108 5b")).isEqualTo(Word.of(256));
    assertThat(word("1100 55")).isEqualTo(Word.ONE);
    assertThat(word("c3")).isEqualTo(Word.of(5));
    assertThat(word("c2")).isEqualTo(Word.of(6));
    assertThat(word("c4")).isEqualTo(Word.of(8));
    assertThat(word("c5")).isEqualTo(Word.of(9));
    assertThat(word("c7")).isEqualTo(Word.of(10));
    assertThat(word("c9")).isEqualTo(Word.of(7));
    assertThat(word("ba")).isEqualTo(Word.of(11));
    assertThat(word("b0")).isEqualTo(Word.of(0x1000));
    assertThat(word("1107 1101 91 1101 90")).isEqualTo(Word.of(7));
    assertThat(word("1107 1101 93 1101 92")).isEqualTo(Word.of(7));
    // JUMP over a HALT.
    assertThat(word("1104 a0 00 a3 1109")).isEqualTo(Word.of(9));
  }

  @Test
  void gasIsWhatTheTableSaysWhereItDiffersFromEthereum() {
    // HALT ends each; pushes cost 3.
    assertThat(run(Target.NATIVE, "a2", Bytes.EMPTY).gasUsed()).isEqualTo(3);
    assertThat(run(Target.NATIVE, "83", Bytes.EMPTY).gasUsed()).isEqualTo(3);
    assertThat(run(Target.NATIVE, "1101 1101 5b", Bytes.EMPTY).gasUsed()).isEqualTo(3 + 3 + 8);
    assertThat(run(Target.NATIVE, "1101 1101 5c", Bytes.EMPTY).gasUsed()).isEqualTo(3 + 3 + 8);
    assertThat(run(Target.NATIVE, "1101 1101 5d", Bytes.EMPTY).gasUsed()).isEqualTo(3 + 3 + 8);
    assertThat(run(Target.NATIVE, "1100 1100 71", Bytes.EMPTY).gasUsed()).isEqualTo(6 + 60);
    assertThat(run(Target.NATIVE, "1100 1100 72", Bytes.EMPTY).gasUsed()).isEqualTo(6 + 600);
    assertThat(run(Target.NATIVE, "1100 1100 73", Bytes.EMPTY).gasUsed()).isEqualTo(6 + 30);
    assertThat(run(Target.NATIVE, "1100 1100 d2", Bytes.EMPTY).gasUsed()).isEqualTo(6 + 30);
  }

  @Test
  void digestsAreThoseOfTheAlgorithms() {
    assertThat(word("1100 1100 71")).isEqualTo(digest(new Sha256()));
    assertThat(word("1100 1100 72")).isEqualTo(digest(new Ripemd160()));
    assertThat(word("1100 1100 73")).isEqualTo(digest(new Blake2b256()));
  }

  private static Word digest(Digest digest) {
    return Word.fromBytes(digest.digest(new byte[0]));
  }

  @Test
  void postQuantumSignaturesAreChecked() {
    SignatureScheme scheme = new MlDsa65(null);
    byte[] message = {1, 2, 3};
    try (SigningKey key = scheme.fromSeed(new byte[32])) {
      byte[] publicKey = key.publicKey().toByteArray();
      byte[] signature = key.sign(message);
      assertThat(verified(publicKey, message, signature)).isEqualTo(Word.ONE);
      signature[5] ^= 1;
      assertThat(verified(publicKey, message, signature)).isEqualTo(Word.ZERO);
      assertThat(verified(publicKey, message, new byte[5])).isEqualTo(Word.ZERO);
      // PQ_KEYGEN of a seed of zeros at 0, to 0: its length, and then its first word.
      assertThat(word("1100 1100 f3")).isEqualTo(Word.of(publicKey.length));
      assertThat(word("1100 1100 f3 10 1100 80")).isEqualTo(Word.read(publicKey, 0));
    }
  }

  /** The input is key, message and signature, copied to memory. */
  private Word verified(byte[] key, byte[] message, byte[] signature) {
    byte[] input = new byte[key.length + message.length + signature.length];
    System.arraycopy(key, 0, input, 0, key.length);
    System.arraycopy(message, 0, input, key.length, message.length);
    System.arraycopy(signature, 0, input, key.length + message.length, signature.length);
    String code =
        "b6 1100 1100 b7"
            + push(signature.length)
            + push(key.length + message.length)
            + push(message.length)
            + push(key.length)
            + push(key.length)
            + push(0)
            + "f0"
            + RETURN;
    ExecutionResult result = run(Target.NATIVE, code, Bytes.wrap(input));
    assertThat(result.error()).isEmpty();
    return Word.fromBytes(result.output().toByteArray());
  }

  private static String push(int number) {
    return String.format("12%04x", number);
  }

  @Test
  void whatTheHostLacksFailsClearly() {
    for (int op = 0xe0; op <= 0xec; op++) {
      ExecutionResult result =
          run(Target.NATIVE, "1100 1100 1100 1100 " + Integer.toHexString(op), Bytes.EMPTY);
      assertThat(result.error().orElseThrow().failure()).isEqualTo(Failure.UNSUPPORTED_HOST_CALL);
      assertThat(result.error().orElseThrow().message()).contains("unsupported host call");
      assertThat(result.gasUsed()).isEqualTo(GAS);
    }
    ExecutionResult falcon = run(Target.NATIVE, "1100 1100 1100 1100 1100 1100 f1", Bytes.EMPTY);
    assertThat(falcon.error().orElseThrow().message()).contains("falcon-512");
  }

  @Test
  void theNumbersThatMeanNothingAreInvalid() {
    for (int op :
        new int[] {0x02, 0x1f, 0x3b, 0x5e, 0x74, 0x84, 0x94, 0xad, 0xca, 0xd0, 0xed, 0xf4, 0xff}) {
      ExecutionResult result = run(Target.NATIVE, String.format("%02x", op), Bytes.EMPTY);
      assertThat(result.error().orElseThrow().failure()).isEqualTo(Failure.INVALID_INSTRUCTION);
    }
  }

  @Test
  void aContainerWithEthereumsCodeIsRunInItsNumbering() {
    ExecutionResult result = run(Target.EVM, "6002 6003 01 6000 52 6020 6000 f3", Bytes.EMPTY);
    assertThat(Word.fromBytes(result.output().toByteArray())).isEqualTo(Word.of(5));
  }

  @Test
  void contractsOfOtherFormatsAreCalledThroughTheHost() {
    // CALL(gas, 0x55, 0, 0, 0, 0, 0), then the size of what came back.
    assertThat(word("1100 1100 1100 1100 1100 1155 13000fffff a4 10 bd")).isEqualTo(Word.of(2));
  }

  @Test
  void malformedContainersAreRefusedAndFail() {
    Bytes broken = Bytes.fromHex("5a564d43010000000500000002000000");
    assertThatThrownBy(() -> machine.validate(broken)).isInstanceOf(InvalidCodeException.class);
    ExecutionResult result =
        machine.execute(
            Message.call(SELF, SELF, Word.ZERO, Bytes.EMPTY, GAS), broken, world, new NoHost());
    assertThat(result.error().orElseThrow().failure()).isEqualTo(Failure.INVALID_CODE);
    assertThat(machine.recognises(broken)).isTrue();
    assertThat(machine.recognises(Bytes.fromHex("6000"))).isFalse();
    Bytes wasm = new Container(Target.WASM, 0, Bytes.EMPTY, "").encode();
    assertThat(machine.recognises(wasm)).isFalse();
    assertThat(Stream.of(wasm))
        .allSatisfy(
            code -> assertThatThrownBy(() -> machine.validate(code)).hasMessageContaining("WASM"));
  }
}
