package io.ghostbridge.client.internal.http3;

import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.Quic;
import org.jspecify.annotations.Nullable;

/** Whether this Java can speak HTTP/3. */
public final class QuicSupport {
  private QuicSupport() {}

  /** What is missing for it, or null. */
  public static @Nullable String missing() {
    try {
      if (!Quic.isAvailable()) {
        Throwable cause = Quic.unavailabilityCause();
        return "QUIC's native library cannot be loaded: "
            + (cause == null ? "no reason is known" : cause.getMessage());
      }
      return Http3.supportedApplicationProtocols().length == 0 ? "no version of HTTP/3" : null;
    } catch (LinkageError e) {
      return "Netty's QUIC or HTTP/3 is not there: " + e.getMessage();
    }
  }
}
