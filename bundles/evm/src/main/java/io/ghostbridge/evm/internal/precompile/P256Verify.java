package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/** ECDSA on secp256r1 (EIP-7951): 1 for a right signature, nothing for any other input. */
final class P256Verify implements PrecompiledContract {
  private static final int INPUT = 160;
  private static final int GAS = 6900;
  private static final Bytes RIGHT = right();

  private final ECDomainParameters curve =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

  private static Bytes right() {
    byte[] one = new byte[32];
    one[31] = 1;
    return Bytes.wrap(one);
  }

  @Override
  public long gas(Bytes input, Fork fork) {
    return GAS;
  }

  @Override
  public Bytes run(Bytes input, Fork fork) {
    if (input.size() != INPUT) {
      return Bytes.EMPTY;
    }
    byte[] bytes = input.unsafeArray();
    BigInteger x = Inputs.number(bytes, 96, 32);
    BigInteger y = Inputs.number(bytes, 128, 32);
    BigInteger p = curve.getCurve().getField().getCharacteristic();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return Bytes.EMPTY;
    }
    ECPoint key = curve.getCurve().createPoint(x, y);
    // Infinity, written as (0, 0), is no point of the curve either.
    if (!key.isValid()) {
      return Bytes.EMPTY;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, new ECPublicKeyParameters(key, curve));
    boolean right =
        verifier.verifySignature(
            Arrays.copyOf(bytes, 32), Inputs.number(bytes, 32, 32), Inputs.number(bytes, 64, 32));
    return right ? RIGHT : Bytes.EMPTY;
  }
}
