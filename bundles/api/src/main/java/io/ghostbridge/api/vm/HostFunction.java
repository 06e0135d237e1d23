package io.ghostbridge.api.vm;

/** Services of a host beyond Ethereum's, in the order of ZVM's instructions 0xE0 to 0xEC. */
public enum HostFunction {
  /** Moves tokens. */
  TOKEN_TRANSFER,
  /** Makes tokens. */
  TOKEN_MINT,
  /** Destroys tokens. */
  TOKEN_BURN,
  /** Lets an account hold a token. */
  TOKEN_ASSOCIATE,
  /** Ends that. */
  TOKEN_DISSOCIATE,
  /** Lets another spend tokens. */
  TOKEN_APPROVE,
  /** Makes a kind of token. */
  TOKEN_CREATE,
  /** Sends a message to a topic. */
  TOPIC_SUBMIT,
  /** Makes a topic. */
  TOPIC_CREATE,
  /** Changes a topic. */
  TOPIC_UPDATE,
  /** Deletes a topic. */
  TOPIC_DELETE,
  /** The account's number in the host's own numbering. */
  ACCOUNT_ID,
  /** The time that consensus gave the transaction. */
  CONSENSUS_TIMESTAMP
}
