package io.ghostbridge.bench.contracts;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.chain.ChainClient;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;

/** A token on a chain from its deployment to the check of what its transfers led to. */
public final class TokenRun {
  /** As many as there are calls in flight, so that no transfer waits for another's nonce. */
  private static final int HOLDERS = 1_000;

  private static final int CHECKED = 100;

  private final List<EthereumKey> holders;
  private final Token token;

  private TokenRun(List<EthereumKey> holders) {
    this.holders = holders;
    this.token = new Token(holders);
  }

  /** Of keys that are the same in every run. */
  public static TokenRun create() throws IOException {
    return new TokenRun(EthereumKey.first(HOLDERS));
  }

  /** The addresses of those who sign, which need something to pay for gas with. */
  public Iterator<ByteString> holders() {
    return holders.stream().map(holder -> bytes(holder.address().bytes())).iterator();
  }

  /** Makes the contract. */
  public void deploy(ChainClient client) throws BenchmarkException, IOException {
    String transaction = client.submit(token.deployment());
    token.isAt(Address.parse(client.contract(transaction)));
  }

  /** What gives every holder tokens. */
  public List<SignedTransaction> mint() {
    return token.mint();
  }

  /** The next {@code count} transfers, signed. */
  public List<SignedTransaction> transfers(int count) {
    return token.transfers(count);
  }

  /**
   * Asks the chain whether all transfers were carried out.
   *
   * @throws BenchmarkException if a holder made less transactions, or a receiver has other tokens
   */
  public void check(ChainClient client) throws BenchmarkException {
    for (EthereumKey holder : holders) {
      long nonce = client.nonce(bytes(holder.address().bytes()));
      if (nonce != holder.nonce()) {
        throw new BenchmarkException(
            holder.address() + " has nonce " + nonce + " after " + holder.nonce());
      }
    }
    for (int i = 0; i < CHECKED; i++) {
      int receiver = token.someReceiver();
      ByteString balance =
          client.query(token.address().toString(), bytes(token.balanceOf(receiver)));
      BigInteger has = new BigInteger(1, balance.toByteArray());
      if (!has.equals(BigInteger.valueOf(token.received(receiver)))) {
        throw new BenchmarkException(
            "receiver "
                + receiver
                + " has "
                + has
                + " tokens and should have "
                + token.received(receiver));
      }
    }
  }

  private static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.unsafeArray());
  }
}
