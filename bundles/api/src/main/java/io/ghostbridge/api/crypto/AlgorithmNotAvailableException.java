package io.ghostbridge.api.crypto;

import java.util.List;

/** No bundle provides an algorithm now; installing one heals what threw this. */
public final class AlgorithmNotAvailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String algorithm;

  /**
   * @param algorithm the name that was asked for
   * @param installed the names of what there is of that primitive, sorted
   */
  public AlgorithmNotAvailableException(String algorithm, List<String> installed) {
    super(
        "algorithm not available: "
            + algorithm
            + ", installed: "
            + (installed.isEmpty() ? "none" : String.join(", ", installed)));
    this.algorithm = algorithm;
  }

  /** The name that was asked for. */
  public String algorithm() {
    return algorithm;
  }
}
