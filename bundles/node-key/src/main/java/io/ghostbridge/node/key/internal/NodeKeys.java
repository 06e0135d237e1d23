package io.ghostbridge.node.key.internal;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the keys in {@code <data>/keys} as {@link SigningKey} services: {@code node}, which signs
 * blocks and answers, and {@code operator}, which owns the supply of the embedded genesis.
 */
@Component(service = {})
public final class NodeKeys {
  private static final String DATA_DIRECTORY = "ghost.data.directory";
  private static final String ROLE_OPERATOR = "operator";

  private final List<SigningKey> keys = new ArrayList<>();
  private final List<ServiceRegistration<SigningKey>> registrations = new ArrayList<>();

  /** Opens or makes both keys, and registers them only when both are there. */
  @Activate
  public NodeKeys(
      BundleContext context,
      @Reference(target = "(" + SignatureScheme.ALGORITHM + "=ed25519)") SignatureScheme scheme) {
    String data = context.getProperty(DATA_DIRECTORY);
    if (data == null) {
      throw new IllegalStateException("the framework property " + DATA_DIRECTORY + " is not set");
    }
    KeyDirectory directory = new KeyDirectory(Path.of(data, "keys"), scheme);
    try {
      for (String role : List.of(SigningKey.ROLE_NODE, ROLE_OPERATOR)) {
        keys.add(directory.open(role));
      }
    } catch (RuntimeException e) {
      keys.forEach(SigningKey::close);
      throw e;
    }
    register(context, SigningKey.ROLE_NODE, keys.get(0));
    register(context, ROLE_OPERATOR, keys.get(1));
  }

  private void register(BundleContext context, String role, SigningKey key) {
    registrations.add(
        context.registerService(
            SigningKey.class, key, FrameworkUtil.asDictionary(Map.of(SigningKey.ROLE, role))));
  }

  /** Withdraws both services, then wipes the keys. */
  @Deactivate
  public void close() {
    registrations.forEach(ServiceRegistration::unregister);
    keys.forEach(SigningKey::close);
  }
}
