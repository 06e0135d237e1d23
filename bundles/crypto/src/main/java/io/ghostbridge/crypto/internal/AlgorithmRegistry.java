package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AggregateSignatureScheme;
import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.ExtendableDigest;
import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MnemonicCode;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.SignatureScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Knows the algorithms that are registered as services, and hands out what survives their coming
 * and going.
 */
@Component(service = CryptoAlgorithms.class)
public final class AlgorithmRegistry implements CryptoAlgorithms {
  private final Map<Class<?>, Primitive<?>> primitives = new LinkedHashMap<>();

  /** Watches the services of every primitive. */
  @Activate
  public AlgorithmRegistry(BundleContext context) {
    add(context, Aead.class, GuardedAead::new);
    add(context, AggregateSignatureScheme.class, GuardedAggregateSignatureScheme::new);
    add(context, DeterministicKeyDerivation.class, GuardedKeyDerivation::new);
    add(context, Digest.class, GuardedDigest::new);
    add(context, ExtendableDigest.class, GuardedExtendableDigest::new);
    add(context, Kdf.class, GuardedKdf::new);
    add(context, Kem.class, GuardedKem::new);
    add(context, KeyAgreement.class, GuardedKeyAgreement::new);
    add(context, Mac.class, GuardedMac::new);
    add(context, MnemonicCode.class, GuardedMnemonicCode::new);
    add(context, PasswordHash.class, GuardedPasswordHash::new);
    add(context, Random.class, GuardedRandom::new);
    add(context, RecoverableSignatureScheme.class, GuardedRecoverableSignatureScheme::new);
    add(context, SignatureScheme.class, GuardedSignatureScheme::new);
    primitives.values().forEach(Primitive::open);
  }

  private <P extends CryptoAlgorithm> void add(
      BundleContext context, Class<P> type, Function<Slot<P>, P> guard) {
    primitives.put(type, new Primitive<>(context, type, guard));
  }

  @Override
  public <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm) {
    Primitive<?> known = known(primitive);
    Slot<?> slot = known.slot(algorithm);
    if (slot == null) {
      throw new AlgorithmNotAvailableException(algorithm, known.installed());
    }
    slot.requireInstalled();
    return primitive.cast(slot.guard());
  }

  @Override
  public List<String> installed(Class<? extends CryptoAlgorithm> primitive) {
    return known(primitive).installed();
  }

  private Primitive<?> known(Class<?> primitive) {
    Primitive<?> known = primitives.get(primitive);
    if (known == null) {
      throw new IllegalArgumentException(
          primitive.getName()
              + " is no primitive; expected one of "
              + primitives.keySet().stream().map(Class::getSimpleName).toList());
    }
    return known;
  }

  /** Lets go of every algorithm; what was handed out says that none is available. */
  @Deactivate
  public void close() {
    primitives.values().forEach(Primitive::close);
  }
}
