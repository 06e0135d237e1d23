package io.ghostbridge.crypto.mldsa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.SignatureContract;
import io.ghostbridge.it.vectors.Wycheproof;
import io.ghostbridge.it.vectors.WycheproofCase;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MlDsaTest {
  static Stream<Named<SignatureScheme>> schemes() {
    BoringSsl boringSsl = new BoringSsl();
    return Stream.of(
        Named.of("ml-dsa-44 bouncycastle", new MlDsa44(null)),
        Named.of("ml-dsa-65 bouncycastle", new MlDsa65(null)),
        Named.of("ml-dsa-87 bouncycastle", new MlDsa87(null)),
        Named.of("ml-dsa-44 boringssl", new MlDsa44(boringSsl)),
        Named.of("ml-dsa-65 boringssl", new MlDsa65(boringSsl)),
        Named.of("ml-dsa-87 boringssl", new MlDsa87(boringSsl)));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everyWycheproofVerdictIsOurs(SignatureScheme scheme) throws Exception {
    Wycheproof.run(
        scheme.algorithm().replace("ml-dsa-", "mldsa_") + "_verify_test.json",
        vector -> {
          byte[] context = vector.has("ctx") ? vector.bytes("ctx") : new byte[0];
          if (context.length > 0) {
            // The service signs with the empty context; the ones with another run below.
            return "";
          }
          boolean valid =
              scheme.verify(vector.bytes("publicKey"), vector.bytes("msg"), vector.bytes("sig"));
          return valid == vector.isValid() ? "" : "verdict " + valid;
        });
  }

  @ParameterizedTest
  @EnumSource
  void everyWycheproofVerdictWithAContextIsOurs(ParameterSet set) throws Exception {
    Wycheproof.run(
        set.algorithm().replace("ml-dsa-", "mldsa_") + "_verify_test.json",
        vector -> {
          byte[] context = vector.has("ctx") ? vector.bytes("ctx") : new byte[0];
          boolean valid =
              context.length <= 255
                  && vector.bytes("publicKey").length == set.publicKeyLength()
                  && vector.bytes("sig").length == set.signatureLength()
                  && ExpandedKey.verify(
                      set,
                      vector.bytes("publicKey"),
                      context,
                      vector.bytes("msg"),
                      vector.bytes("sig"));
          return valid == vector.isValid() ? "" : "verdict " + valid;
        });
  }

  @ParameterizedTest
  @EnumSource
  void everyWycheproofSignatureIsReproduced(ParameterSet set) throws Exception {
    Wycheproof.run(
        set.algorithm().replace("ml-dsa-", "mldsa_") + "_sign_seed_test.json",
        vector -> signature(set, vector));
  }

  /**
   * Whoever computes it: the seed's public key is the file's, and the file's signatures are valid.
   */
  @ParameterizedTest
  @MethodSource("schemes")
  void everyWycheproofSeedGivesItsKeyAndAcceptsItsSignatures(SignatureScheme scheme)
      throws Exception {
    Wycheproof.run(
        scheme.algorithm().replace("ml-dsa-", "mldsa_") + "_sign_seed_test.json",
        vector -> {
          byte[] seed = vector.bytes("privateSeed");
          if (seed.length != scheme.seedLength()) {
            return refuses(scheme, seed) ? "" : "a seed of " + seed.length + " bytes is taken";
          }
          try (SigningKey key = scheme.fromSeed(seed)) {
            byte[] publicKey = key.publicKey().toByteArray();
            if (vector.has("publicKey") && !Arrays.equals(publicKey, vector.bytes("publicKey"))) {
              return "another public key";
            }
            boolean plain =
                vector.has("msg") && (!vector.has("ctx") || vector.text("ctx").isEmpty());
            return !plain
                    || !vector.isValid()
                    || scheme.verify(publicKey, vector.bytes("msg"), vector.bytes("sig"))
                ? ""
                : "its signature is refused";
          }
        });
  }

  private static boolean refuses(SignatureScheme scheme, byte[] seed) {
    try {
      scheme.fromSeed(seed).close();
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static String signature(ParameterSet set, WycheproofCase vector) throws Exception {
    byte[] seed = vector.bytes("privateSeed");
    byte[] context = vector.has("ctx") ? vector.bytes("ctx") : new byte[0];
    if (seed.length != 32 || context.length > 255) {
      return vector.isInvalid() ? "" : "not refused";
    }
    MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(set.parameters(), seed);
    if (vector.has("rnd") && !Arrays.equals(vector.bytes("rnd"), new byte[32])) {
      // Ours are deterministic: that the randomized one is valid is what can be said.
      return vector.has("msg")
              && !ExpandedKey.verify(
                  set, key.getPublicKey(), context, vector.bytes("msg"), vector.bytes("sig"))
          ? "its signature is refused"
          : "";
    }
    byte[] signature;
    if (vector.has("msg")) {
      signature = ExpandedKey.sign(key, context, vector.bytes("msg"));
    } else {
      MLDSASigner signer = new MLDSASigner();
      signer.init(true, new ParametersWithContext(key, context));
      signature = signer.generateMuSignature(vector.bytes("mu"));
    }
    return vector.isValid() && Arrays.equals(signature, vector.bytes("sig"))
        ? ""
        : "another signature";
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void theSchemeKeepsTheContract(SignatureScheme scheme) throws Exception {
    SignatureContract.check(scheme, 40);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void librariesVerifyEachOthersSignatures(SignatureScheme scheme) {
    schemes()
        .map(Named::getPayload)
        .filter(other -> other.algorithm().equals(scheme.algorithm()))
        .forEach(other -> assertThat(SignatureContract.disagreements(scheme, other, 30)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void whoSignsWhileTheKeyIsClosedSignsAsAWholeOrIsRefused(SignatureScheme scheme)
      throws Exception {
    SigningKey key = scheme.fromSeed(new byte[scheme.seedLength()]);
    byte[] publicKey = key.publicKey().toByteArray();
    CountDownLatch signed = new CountDownLatch(2);
    Callable<Boolean> signer =
        () -> {
          boolean valid = true;
          try {
            while (true) {
              valid &= scheme.verify(publicKey, new byte[5], key.sign(new byte[5]));
              signed.countDown();
            }
          } catch (IllegalStateException e) {
            return valid;
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> one = threads.submit(signer);
      Future<Boolean> other = threads.submit(signer);
      signed.await();
      key.close();
      assertThat(one.get()).isTrue();
      assertThat(other.get()).isTrue();
    }
  }
}
