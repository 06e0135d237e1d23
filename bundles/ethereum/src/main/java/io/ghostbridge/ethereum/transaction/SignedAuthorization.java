package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import java.math.BigInteger;

/**
 * An account's permission to run another's code as its own (EIP-7702).
 *
 * @param chainId the chain that it is for, or 0 for any
 * @param nonce unsigned
 * @param yParity as carried: up to 255, of which only 0 and 1 are of a signature
 */
public record SignedAuthorization(
    BigInteger chainId, Address address, long nonce, int yParity, BigInteger r, BigInteger s) {
  private static final byte MAGIC = 5;

  /** The digest that the account signs. */
  public byte[] signingHash() {
    byte[] fields =
        new RlpWriter()
            .list(o -> o.number(chainId).bytes(address.bytes()).number(nonce))
            .toByteArray();
    byte[] message = new byte[fields.length + 1];
    message[0] = MAGIC;
    System.arraycopy(fields, 0, message, 1, fields.length);
    return new Keccak().digest(message);
  }

  /** The signature, which may be none at all. */
  public EthereumSignature signature() {
    return new EthereumSignature(yParity, r, s);
  }
}
