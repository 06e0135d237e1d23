package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.data.Bytes;
import java.util.Map;
import java.util.Optional;

/** Digests and signatures. */
final class CryptoCalls {
  private static final int ED25519_KEY = 32;
  private static final int ED25519_SIGNATURE = 64;
  private static final int DIGEST = 32;
  private static final int RECOVERABLE_SIGNATURE = 65;

  private CryptoCalls() {}

  static void addTo(Map<String, HostCall> calls) {
    calls.put("keccak256", digest("keccak-256", Prices.KECCAK, Prices.KECCAK_WORD));
    calls.put("sha256", digest("sha256", Prices.SHA256, Prices.SHA256_WORD));
    calls.put("blake2b", digest("blake2b-512", Prices.BLAKE2B, Prices.BLAKE2B_WORD));
    calls.put("ed25519_verify", CryptoCalls::verifyEd25519);
    calls.put("secp256k1_recover", CryptoCalls::recover);
  }

  private static HostCall digest(String algorithm, long gas, long gasPerWord) {
    return (call, args) -> {
      call.gas().charge(gas + gasPerWord * Prices.words(args[1]));
      byte[] message = call.memory().read(args[0], args[1]);
      call.memory().write(args[2], call.crypto().get(Digest.class, algorithm).digest(message));
      return 0;
    };
  }

  private static long verifyEd25519(ContractCall call, long[] args) {
    call.gas().charge(Prices.ED25519_VERIFY + Prices.SHA256_WORD * Prices.words(args[2]));
    byte[] key = call.memory().read(args[0], ED25519_KEY);
    byte[] message = call.memory().read(args[1], args[2]);
    byte[] signature = call.memory().read(args[3], ED25519_SIGNATURE);
    SignatureScheme scheme = call.crypto().get(SignatureScheme.class, "ed25519");
    return scheme.verify(key, message, signature) ? 1 : 0;
  }

  private static long recover(ContractCall call, long[] args) {
    call.gas().charge(Prices.SECP256K1_RECOVER);
    byte[] digest = call.memory().read(args[0], DIGEST);
    byte[] signature = call.memory().read(args[1], RECOVERABLE_SIGNATURE);
    Optional<Bytes> key =
        call.crypto()
            .get(RecoverableSignatureScheme.class, "ecdsa-secp256k1-sha256")
            .recover(digest, signature);
    key.ifPresent(found -> call.memory().write(args[2], found.unsafeArray()));
    return key.isPresent() ? 1 : 0;
  }
}
