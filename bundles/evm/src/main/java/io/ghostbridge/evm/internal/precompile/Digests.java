package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** Digests, and the identity: a base cost and one a word. */
enum Digests implements PrecompiledContract {
  SHA256(60, 12) {
    @Override
    public Bytes run(Bytes input, Fork fork) {
      try {
        return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(input.unsafeArray()));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  },
  RIPEMD160(600, 120) {
    @Override
    public Bytes run(Bytes input, Fork fork) {
      RIPEMD160Digest digest = new RIPEMD160Digest();
      digest.update(input.unsafeArray(), 0, input.size());
      byte[] word = new byte[32];
      digest.doFinal(word, 12);
      return Bytes.wrap(word);
    }
  },
  IDENTITY(15, 3) {
    @Override
    public Bytes run(Bytes input, Fork fork) {
      return input;
    }
  };

  private final int base;
  private final int word;

  Digests(int base, int word) {
    this.base = base;
    this.word = word;
  }

  @Override
  public long gas(Bytes input, Fork fork) {
    return base + word * Inputs.words(input.size());
  }
}
