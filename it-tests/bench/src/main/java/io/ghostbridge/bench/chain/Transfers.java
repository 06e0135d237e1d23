package io.ghostbridge.bench.chain;

import com.google.protobuf.ByteString;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.proto.ledger.v1.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes transfers from the accounts that can sign, in turn, to any account. */
public final class Transfers {
  /** The accounts whose keys are known: those with the lowest numbers. */
  public static final int SENDERS = 1_000;

  /** 10^9 units of 10^-18 GHOST: the least amount that the wire's uint64 fields can say. */
  private static final ByteString AMOUNT =
      ByteString.copyFrom(new byte[] {0x3b, (byte) 0x9a, (byte) 0xca, 0});

  private final List<ChainKey> senders = senders();
  private final long[] nonces = new long[SENDERS];
  private final Random random = new Random(1);
  private final int accounts;
  private int next;

  /**
   * @param accounts how many accounts there are; receivers are taken among all of them
   */
  public Transfers(int accounts) {
    this.accounts = accounts;
  }

  /** The keys of the accounts that can sign. */
  public static List<ChainKey> senders() {
    return IntStream.range(0, SENDERS).mapToObj(ChainKey::ofNumber).toList();
  }

  /** Signs the next {@code count} transfers. */
  public List<SignedTransaction> sign(ChainInfo info, int count) {
    TransactionBody.Builder body = ChainClient.template(info).toBuilder();
    List<SignedTransaction> signed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int sender = next;
      next = (next + 1) % SENDERS;
      Transfer transfer =
          Transfer.newBuilder()
              .setTo(Accounts.address(random.nextInt(accounts)))
              .setAmount(AMOUNT)
              .build();
      body.setNonce(nonces[sender]++).setTransfer(transfer);
      signed.add(senders.get(sender).sign(body.build()));
    }
    return signed;
  }

  /**
   * Asks the chain whether every sender has made as many transactions as were signed.
   *
   * @throws BenchmarkException if one has not
   */
  public void check(ChainClient client) throws BenchmarkException {
    for (int i = 0; i < SENDERS; i++) {
      long nonce = client.nonce(senders.get(i).address());
      if (nonce != nonces[i]) {
        throw new BenchmarkException(
            "account " + i + " has nonce " + nonce + " after " + nonces[i] + " transfers");
      }
    }
  }
}
