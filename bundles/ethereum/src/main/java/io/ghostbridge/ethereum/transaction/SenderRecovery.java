package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.Keccak;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;

/**
 * Tells from a signature who signed (Yellow Paper, appendix F), with the low s that EIP-2 asks for.
 * Safe for use by any thread.
 */
public final class SenderRecovery {
  /** The algorithm that it needs, as {@code CryptoAlgorithms} names it. */
  public static final String ALGORITHM = "ecdsa-secp256k1-sha256";

  private static final int X_LENGTH = 32;

  /** The addresses that are kept: most transactions come from accounts that sent others before. */
  private static final int MOST_KNOWN = 16_384;

  private final RecoverableSignatureScheme scheme;
  private final Map<Bytes, Address> known = new ConcurrentHashMap<>();
  private final ECCurve curve = CustomNamedCurves.getByName("secp256k1").getCurve();

  /** Recovers by {@code scheme}, which is {@link #ALGORITHM}. */
  public SenderRecovery(RecoverableSignatureScheme scheme) {
    this.scheme = scheme;
  }

  /** The transaction's sender; empty if its signature is of nobody, or s is high. */
  public Optional<Address> sender(EthereumTransaction transaction) {
    return recover(transaction.signingHash(), transaction.signature());
  }

  /** Who signed the authorization; empty if the signature is of nobody, or s is high. */
  public Optional<Address> authority(SignedAuthorization authorization) {
    return recover(authorization.signingHash(), authorization.signature());
  }

  /** The address of whoever made {@code signature} of {@code digest}. */
  public Optional<Address> recover(byte[] digest, EthereumSignature signature) {
    if (!signature.isInRange() || !signature.hasLowS()) {
      return Optional.empty();
    }
    return scheme.recover(digest, signature.toRecoverable()).map(this::address);
  }

  /**
   * The address of a public key: the last 20 bytes of the Keccak-256 of x and y.
   *
   * @param compressed 33 bytes (SEC 1, section 2.3.3)
   * @throws IllegalArgumentException if it is no point of the curve
   */
  public Address address(Bytes compressed) {
    Address address = known.get(compressed);
    if (address == null) {
      address = derive(compressed);
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(compressed, address);
    }
    return address;
  }

  private Address derive(Bytes compressed) {
    byte[] point = curve.decodePoint(compressed.unsafeArray()).getEncoded(false);
    byte[] hash = new Keccak().digest(point, 1, 2 * X_LENGTH);
    return Address.wrap(Arrays.copyOfRange(hash, hash.length - Address.SIZE, hash.length));
  }
}
