package io.ghostbridge.api.jsonrpc;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Who calls. Safe for use by any thread. */
@ProviderType
public interface JsonRpcClient {
  /** Whom limits are counted for: the network address of the client, without a port. */
  String address();

  /** The connection, where the client can be told something that it did not ask for just then. */
  Optional<JsonRpcConnection> connection();
}
