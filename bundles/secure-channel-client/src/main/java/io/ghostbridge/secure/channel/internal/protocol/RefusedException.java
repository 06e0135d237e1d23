package io.ghostbridge.secure.channel.internal.protocol;

/** A message is refused. Without a stack trace: a flood of forgeries shall cost little. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
