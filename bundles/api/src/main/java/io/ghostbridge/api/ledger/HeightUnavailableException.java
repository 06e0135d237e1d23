package io.ghostbridge.api.ledger;

/** The state at a height cannot be read: no block has that height yet, or its state was pruned. */
public class HeightUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean pruned;

  /** Says with {@code message} which heights can be read. */
  public HeightUnavailableException(boolean pruned, String message) {
    super(message);
    this.pruned = pruned;
  }

  /** True if the height was there once; false if it is yet to come. */
  public boolean pruned() {
    return pruned;
  }
}
