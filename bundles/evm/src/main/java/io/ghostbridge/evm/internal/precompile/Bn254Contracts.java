package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.evm.internal.bn254.G1;
import io.ghostbridge.evm.internal.bn254.G2;
import io.ghostbridge.evm.internal.bn254.Pairing;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Addition, multiplication and pairings on alt_bn128 (EIP-196, 197, 1108). */
enum Bn254Contracts implements PrecompiledContract {
  ADD {
    @Override
    public long gas(Bytes input, Fork fork) {
      return fork.isAtLeast(Fork.ISTANBUL) ? 150 : 500;
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      G1 a = point(input.unsafeArray(), 0);
      G1 b = point(input.unsafeArray(), 64);
      return a == null || b == null ? null : encoded(a.plus(b));
    }
  },
  MULTIPLY {
    @Override
    public long gas(Bytes input, Fork fork) {
      return fork.isAtLeast(Fork.ISTANBUL) ? 6000 : 40_000;
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      G1 point = point(input.unsafeArray(), 0);
      return point == null
          ? null
          : encoded(point.times(Inputs.number(input.unsafeArray(), 64, 32)));
    }
  },
  PAIRING {
    @Override
    public long gas(Bytes input, Fork fork) {
      long pairs = input.size() / PAIR;
      return fork.isAtLeast(Fork.ISTANBUL) ? 45_000 + 34_000 * pairs : 100_000 + 80_000 * pairs;
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      if (input.size() % PAIR != 0) {
        return null;
      }
      byte[] bytes = input.unsafeArray();
      Pairing pairing = new Pairing();
      for (int at = 0; at < bytes.length; at += PAIR) {
        G1 p = point(bytes, at);
        // The imaginary part comes first.
        G2 q =
            G2.of(
                Inputs.number(bytes, at + 96, 32),
                Inputs.number(bytes, at + 64, 32),
                Inputs.number(bytes, at + 160, 32),
                Inputs.number(bytes, at + 128, 32));
        if (p == null || q == null) {
          return null;
        }
        pairing.multiply(p, q);
      }
      byte[] word = new byte[32];
      word[31] = (byte) (pairing.isOne() ? 1 : 0);
      return Bytes.wrap(word);
    }
  };

  private static final int PAIR = 192;

  private static @Nullable G1 point(byte[] input, int offset) {
    return G1.of(Inputs.number(input, offset, 32), Inputs.number(input, offset + 32, 32));
  }

  private static Bytes encoded(G1 point) {
    BigInteger[] coordinates = point.coordinates();
    byte[] both = new byte[64];
    System.arraycopy(Inputs.padded(coordinates[0], 32), 0, both, 0, 32);
    System.arraycopy(Inputs.padded(coordinates[1], 32), 0, both, 32, 32);
    return Bytes.wrap(both);
  }
}
