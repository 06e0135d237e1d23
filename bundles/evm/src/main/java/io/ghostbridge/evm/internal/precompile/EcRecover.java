package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.util.Optional;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;

/** The address whose key signed a digest. */
final class EcRecover implements PrecompiledContract {
  private static final int INPUT = 128;
  private static final int GAS = 3000;

  private final CryptoAlgorithms algorithms;
  private final ECCurve curve = CustomNamedCurves.getByName("secp256k1").getCurve();

  EcRecover(CryptoAlgorithms algorithms) {
    this.algorithms = algorithms;
  }

  @Override
  public long gas(Bytes input, Fork fork) {
    return GAS;
  }

  /**
   * @throws AlgorithmNotAvailableException if no bundle has the curve: a node without it cannot
   *     execute blocks, and says so
   */
  @Override
  public Bytes run(Bytes input, Fork fork) {
    byte[] all = Inputs.slice(input.unsafeArray(), 0, INPUT);
    int v = all[63];
    if (!Inputs.isZero(all, 32, 63) || (v != 27 && v != 28)) {
      return Bytes.EMPTY;
    }
    byte[] signature = new byte[65];
    System.arraycopy(all, 64, signature, 0, 64);
    signature[64] = (byte) (v - 27);
    RecoverableSignatureScheme scheme =
        algorithms.get(RecoverableSignatureScheme.class, "ecdsa-secp256k1-sha256");
    Optional<Bytes> key = scheme.recover(Inputs.slice(all, 0, 32), signature);
    return key.map(this::address).orElse(Bytes.EMPTY);
  }

  private Bytes address(Bytes compressed) {
    byte[] point = curve.decodePoint(compressed.unsafeArray()).getEncoded(false);
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(point, 1, 64);
    byte[] word = new byte[32];
    keccak.doFinal(word, 0);
    java.util.Arrays.fill(word, 0, 12, (byte) 0);
    return Bytes.wrap(word);
  }
}
