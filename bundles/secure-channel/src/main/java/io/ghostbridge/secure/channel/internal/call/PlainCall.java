package io.ghostbridge.secure.channel.internal.call;

import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.MessageBytes;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import java.io.InputStream;

/**
 * A call without the channel. A message that has an authenticator all the same was made for a
 * secured call, whose mark somebody took away: it is refused.
 */
final class PlainCall extends SimpleForwardingServerCallListener<InputStream> {
  PlainCall(ServerCall.Listener<InputStream> listener) {
    super(listener);
  }

  @Override
  public void onMessage(InputStream message) {
    byte[] bytes = MessageBytes.of(message);
    if (Authenticator.isAtEndOf(bytes, bytes.length)) {
      // The dispatcher ends the call with it.
      throw Failures.exception(Refusal.MAC_MISMATCH);
    }
    super.onMessage(MessageBytes.isUnread(message, bytes) ? message : new MessageBytes(bytes));
  }
}
