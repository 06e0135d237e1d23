package io.ghostbridge.bench.contracts;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.evm.Bytecode;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The token of Bench.sol on a chain: transfers from the keys that it was given to, in turn. */
final class Token {
  /** The accounts that receive. */
  private static final int RECEIVERS = 10_000;

  private static final String CODE = "coin";
  private static final String MINT = "6a627842";
  private static final String TRANSFER = "a9059cbb";
  private static final String BALANCE_OF = "70a08231";
  private static final long DEPLOYMENT_GAS = 2_000_000;
  private static final long MINT_GAS = 100_000;
  private static final long TRANSFER_GAS = 100_000;

  private final List<EthereumKey> holders;
  private final Random random = new Random(1);
  private final long[] received = new long[RECEIVERS];
  private Optional<Address> address = Optional.empty();
  private int next;

  Token(List<EthereumKey> holders) {
    this.holders = holders;
  }

  /** The transaction that makes it. */
  SignedTransaction deployment() throws BenchmarkException, IOException {
    byte[] code = HexFormat.of().parseHex(Bytecode.read(CODE));
    ByteArrayOutputStream creation = new ByteArrayOutputStream();
    // PUSH2 length, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN: what follows is the code.
    creation.writeBytes(
        HexFormat.of().parseHex("61" + String.format("%04x", code.length) + "80600a5f395ff3"));
    creation.writeBytes(code);
    return holders
        .getFirst()
        .sign(Optional.empty(), Bytes.wrap(creation.toByteArray()), DEPLOYMENT_GAS);
  }

  /** Where it is on the chain. */
  void isAt(Address contract) {
    address = Optional.of(contract);
  }

  Address address() {
    return address.orElseThrow();
  }

  /** Gives every holder something to transfer: a transaction each. */
  List<SignedTransaction> mint() {
    List<SignedTransaction> signed = new ArrayList<>();
    for (EthereumKey holder : holders) {
      signed.add(holder.sign(address, call(MINT + word(holder.address())), MINT_GAS));
    }
    return signed;
  }

  /** The next {@code count} transfers. */
  List<SignedTransaction> transfers(int count) {
    List<SignedTransaction> signed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      EthereumKey holder = holders.get(next);
      next = (next + 1) % holders.size();
      int receiver = random.nextInt(RECEIVERS);
      received[receiver]++;
      Bytes input = call(TRANSFER + word(receiver(receiver)) + String.format("%064x", 1));
      signed.add(holder.sign(address, input, TRANSFER_GAS));
    }
    return signed;
  }

  /** The number of any receiver. */
  int someReceiver() {
    return random.nextInt(RECEIVERS);
  }

  /** The tokens that it was sent. */
  long received(int receiver) {
    return received[receiver];
  }

  /** The call that tells a receiver's balance. */
  Bytes balanceOf(int receiver) {
    return call(BALANCE_OF + word(receiver(receiver)));
  }

  private static Address receiver(int number) {
    byte[] bytes = new byte[Address.SIZE];
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[i] = (byte) ((number * 0x9e3779b9) >>> (8 * i));
    }
    bytes[Address.SIZE - 2] = (byte) (number >>> 8);
    bytes[Address.SIZE - 1] = (byte) number;
    return Address.wrap(bytes);
  }

  private static String word(Address address) {
    return "0".repeat(24) + HexFormat.of().formatHex(address.bytes().unsafeArray());
  }

  private static Bytes call(String hex) {
    return Bytes.wrap(HexFormat.of().parseHex(hex));
  }
}
