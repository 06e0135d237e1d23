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
  EXPIRIES("expiries");

  /** The named stores, in the order of their names. */
  public static final List<Space> STORES = List.of(ACCOUNTS, NAMES);

  private final String storeName;

  Space(String storeName) {
    this.storeName = storeName;
  }

  /** The name under the state root, or of the index. */
  public String storeName() {
    return storeName;
  }
}
