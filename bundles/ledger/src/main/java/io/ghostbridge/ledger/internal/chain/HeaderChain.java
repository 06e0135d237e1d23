package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.ledger.internal.codec.BlockCodec;
import io.ghostbridge.ledger.internal.codec.HeaderCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.codec.UnknownVersionException;
import io.ghostbridge.ledger.internal.log.BlockLog;
import io.ghostbridge.proto.ledger.v1.Genesis;
import io.ghostbridge.proto.ledger.v1.SignedBlock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of headers while the log is opened: each names its parent's hash, so the head's
 * signature vouches for all before it. For one thread.
 */
final class HeaderChain implements BlockLog.Visitor {
  private @Nullable BlockHeader previous;
  private @Nullable SignedBlock head;
  private Hash previousHash = Hash.ZERO;
  private @Nullable Genesis genesis;
  private @Nullable String unknownVersion;

  @Override
  public @Nullable String block(long height, byte[] payload) {
    try {
      SignedBlock message = BlockCodec.parse(payload);
      Bytes encoded = Proto.bytes(message.getHeader());
      BlockHeader header = HeaderCodec.decode(encoded.unsafeArray());
      BlockHeader parent = previous;
      if (header.height() != height || !header.parentHash().equals(previousHash)) {
        return "the block at height " + height + " does not follow on the one before it";
      }
      if (parent != null
          && (!header.chainId().equals(parent.chainId())
              || header.timeMillis() < parent.timeMillis())) {
        return "the block at height " + height + " is of another chain or before its parent";
      }
      if (parent == null) {
        if (!message.hasGenesis()) {
          return "the first block has no genesis";
        }
        genesis = message.getGenesis();
      }
      previous = header;
      previousHash = HeaderCodec.hash(encoded);
      head = message;
      return null;
    } catch (UnknownVersionException e) {
      unknownVersion = e.getMessage();
      return "the block at height " + height + " cannot be read: " + e.getMessage();
    } catch (MalformedException e) {
      return "the block at height " + height + " cannot be read: " + e.getMessage();
    }
  }

  /** What a block of rules that are not known here says of itself; empty if there was none. */
  Optional<String> unknownVersion() {
    return Optional.ofNullable(unknownVersion);
  }

  /** The genesis in the first block; empty while the log has none. */
  Optional<Genesis> genesis() {
    return Optional.ofNullable(genesis);
  }

  /** Verifies the signature of the last block. */
  void verifyHead(Signatures signatures) throws LedgerStartException {
    SignedBlock block = head;
    BlockHeader header = previous;
    if (block == null || header == null || header.height() == 0) {
      return;
    }
    SignatureScheme scheme = signatures.scheme(Signatures.ED25519);
    if (scheme == null) {
      throw new LedgerStartException("no bundle provides the signature algorithm ed25519");
    }
    if (!scheme.verify(
        header.proposerPublicKey().unsafeArray(),
        HeaderCodec.signedBytes(Proto.bytes(block.getHeader())),
        block.getSignature().toByteArray())) {
      throw new LedgerStartException(
          "the signature of the head, block "
              + header.height()
              + ", is wrong: restore the block log from a copy of this data directory");
    }
  }
}
