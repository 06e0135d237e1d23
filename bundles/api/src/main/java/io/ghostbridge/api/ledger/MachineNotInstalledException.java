package io.ghostbridge.api.ledger;

/** No bundle that runs contracts of a format, or contracts at all, is installed. */
public class MachineNotInstalledException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String format;

  /** Says with {@code message} which code needs a machine of which {@code format}. */
  public MachineNotInstalledException(String format, String message) {
    super(message);
    this.format = format;
  }

  /** The format, as {@link io.ghostbridge.api.vm.VirtualMachine#format()} names it. */
  public String format() {
    return format;
  }
}
