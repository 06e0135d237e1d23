package io.ghostbridge.api.vm;

/**
 * Ethereum's rule sets in their order: which instructions there are, what they cost and how
 * transactions are charged. A chain of GhostBridge's own runs the newest from its first block on.
 */
public enum Fork {
  /** July 2015. */
  FRONTIER,
  /** March 2016: EIP-2, 7. */
  HOMESTEAD,
  /** October 2016: EIP-150. */
  TANGERINE_WHISTLE,
  /** November 2016: EIP-155, 160, 161, 170. */
  SPURIOUS_DRAGON,
  /** October 2017: EIP-100, 140, 196, 197, 198, 211, 214, 649, 658. */
  BYZANTIUM,
  /** EIP-145, 1014, 1052, 1234, 1283; on the main network together with Petersburg only. */
  CONSTANTINOPLE,
  /** February 2019: without EIP-1283. */
  PETERSBURG,
  /** December 2019: EIP-152, 1108, 1344, 1884, 2028, 2200. */
  ISTANBUL,
  /** April 2021: EIP-2565, 2929, 2718, 2930. */
  BERLIN,
  /** August 2021: EIP-1559, 3198, 3529, 3541. */
  LONDON,
  /** September 2022: EIP-3675, 4399. */
  PARIS,
  /** April 2023: EIP-3651, 3855, 3860, 4895. */
  SHANGHAI,
  /** March 2024: EIP-1153, 4788, 4844, 5656, 6780, 7516. */
  CANCUN,
  /** May 2025: EIP-2537, 2935, 7623, 7691, 7702. */
  PRAGUE,
  /** December 2025: EIP-7594, 7823, 7825, 7883, 7918, 7934, 7939, 7951. */
  OSAKA;

  /** Whether the rules of {@code other} are part of these. */
  public boolean isAtLeast(Fork other) {
    return compareTo(other) >= 0;
  }
}
