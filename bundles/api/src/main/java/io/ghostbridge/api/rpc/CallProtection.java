package io.ghostbridge.api.rpc;

/**
 * What the secure channel (docs/secure-channel.md) did for a call, whatever the connection below it
 * did.
 */
public enum CallProtection {
  /** The call did not come through the secure channel. */
  NONE,

  /** The call's messages were authenticated, in both directions. */
  AUTHENTICATED,

  /** The call's messages were authenticated, and their bodies encrypted, in both directions. */
  ENCRYPTED
}
