package io.ghostbridge.chain.internal;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.proto.chain.v1.BlockQuery;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Network;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Finds blocks. */
final class BlockCalls {
  private final Ledger ledger;
  private final Network network;

  BlockCalls(Ledger ledger, Network network) {
    this.ledger = ledger;
    this.network = network;
  }

  Block find(BlockQuery query) {
    network.require(query.getNetwork());
    return switch (query.getBlockCase()) {
      case HEIGHT ->
          ledger
              .block(query.getHeight())
              .orElseThrow(() -> notFound("height " + Long.toUnsignedString(query.getHeight())));
      case HASH ->
          ledger
              .block(hash(query.getHash()))
              .orElseThrow(() -> notFound("hash " + query.getHash()));
      case BLOCK_NOT_SET ->
          throw Failures.invalid(
              "BLOCK_REQUIRED", "neither height nor hash was given; give one of them");
    };
  }

  private static Hash hash(String text) {
    try {
      return Hash.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid("BLOCK_HASH_INVALID", e);
    }
  }

  private StatusRuntimeException notFound(String wanted) {
    return Failures.of(
        Status.Code.NOT_FOUND,
        "BLOCK_NOT_FOUND",
        "there is no block with the "
            + wanted
            + "; the latest has the height "
            + ledger.head().height());
  }
}
