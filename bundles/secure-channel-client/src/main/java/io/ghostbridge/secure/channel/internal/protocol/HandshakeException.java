package io.ghostbridge.secure.channel.internal.protocol;

/** The other side's part of a handshake cannot be accepted. */
public final class HandshakeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public HandshakeException(Refusal refusal, String message) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  HandshakeException(Refusal refusal) {
    this(refusal, refusal.message());
  }

  public Refusal refusal() {
    return refusal;
  }
}
