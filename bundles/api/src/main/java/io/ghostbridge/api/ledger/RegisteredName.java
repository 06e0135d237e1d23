package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;

/**
 * A registration of a second-level name, which carries authority over everything below it.
 *
 * @param registeredHeight the height at which it began
 * @param expiryHeight the first height at which the name is free again
 */
public record RegisteredName(
    String name, Address owner, long registeredHeight, long expiryHeight) {}
