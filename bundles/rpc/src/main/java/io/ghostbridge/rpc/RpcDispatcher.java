package io.ghostbridge.rpc;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where transports bring their calls: a service of the rpc bundle. Which methods exist changes
 * while it serves; a transport notices nothing of that. Safe for use by any thread.
 */
@ProviderType
public interface RpcDispatcher {
  /**
   * Begins the calls of one connection.
   *
   * @param peer what the transport knows of the other side, the same for all calls of the
   *     connection
   */
  RpcSession connect(RpcPeer peer);
}
