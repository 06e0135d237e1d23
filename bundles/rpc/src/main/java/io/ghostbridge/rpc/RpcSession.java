package io.ghostbridge.rpc;

import org.osgi.annotation.versioning.ProviderType;

/** The calls of one connection. Nothing needs to be closed: a session ends with its streams. */
@ProviderType
public interface RpcSession {
  /**
   * Begins a call. Runs on the stream's event loop, as do all events of the call that is returned.
   * An answer may be written to {@code stream} before this method returns.
   *
   * @return what wants the stream's events; never null, also for calls that were refused
   */
  RpcCall open(RequestHead head, RpcStream stream);

  /**
   * Whether the call that {@code head} begins may run although whoever sends it may have recorded
   * it (0-RTT): its method is there and says that it has no side effects or may be called again,
   * and the call is none of the secure channel, which counts its calls. Runs on the stream's event
   * loop.
   */
  boolean mayRunEarly(RequestHead head);
}
