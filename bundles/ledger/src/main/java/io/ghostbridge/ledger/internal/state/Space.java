package io.ghostbridge.ledger.internal.state;

import java.util.List;

/** A part of the state: a named store under the state root, or an index over those. */
public enum Space {
  /** Accounts by address. */
  ACCOUNTS("accounts"),
  /** Registrations and records of names, and the chain's parameters. */
  NAMES("names"),
  /** Index: the names with records, labels reversed, so that those below a name follow it. */
  BELOW("below"),
  /** Index: owner and registered name. */
  OWNERS("owners"),
  /** Index: expiry height and registered name. */
  EXPIRIES("expiries"),
  /** Contracts' code by its Keccak-256. */
  CODE("code"),
  /** Contracts' storage by address and key; no zero is stored. */
  STORAGE("storage");

  /** The named stores with a sparse Merkle tree, in the order of their names. */
  public static final List<Space> STORES = List.of(ACCOUNTS, NAMES);

  /** What follows from the names. */
  public static final List<Space> INDEXES = List.of(BELOW, OWNERS, EXPIRIES);

  private final String storeName;

  Space(String storeName) {
    this.storeName = storeName;
  }

  /** The name under the state root, or of the index. */
  public String storeName() {
    return storeName;
  }
}
