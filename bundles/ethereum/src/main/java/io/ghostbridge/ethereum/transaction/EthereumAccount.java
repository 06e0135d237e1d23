package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.rlp.RlpReader;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import java.math.BigInteger;

/**
 * An account as the state trie has it (Yellow Paper, section 4.1).
 *
 * @param nonce unsigned
 */
public record EthereumAccount(long nonce, BigInteger balance, Hash storageRoot, Hash codeHash) {
  /** The value in the trie. */
  public Bytes encode() {
    return Bytes.wrap(
        new RlpWriter(112)
            .list(
                o ->
                    o.number(nonce)
                        .number(balance)
                        .bytes(storageRoot.bytes())
                        .bytes(codeHash.bytes()))
            .toByteArray());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws RlpException if it is anything else
   */
  public static EthereumAccount decode(byte[] encoded) throws RlpException {
    RlpReader outer = new RlpReader(encoded);
    RlpReader in = outer.list();
    outer.requireEnd();
    EthereumAccount account =
        new EthereumAccount(
            in.number64(),
            in.number(),
            Hash.wrap(in.bytes(Hash.SIZE)),
            Hash.wrap(in.bytes(Hash.SIZE)));
    in.requireEnd();
    return account;
  }
}
