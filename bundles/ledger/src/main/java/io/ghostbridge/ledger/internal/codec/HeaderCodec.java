package io.ghostbridge.ledger.internal.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.ledger.internal.hash.Sha256;

/** Block headers as {@code ghost/ledger/v1/block.proto} defines them. */
public final class HeaderCodec {
  private static final String DOMAIN = "ghostbridge/block/v1";

  /** The rules that blocks are executed by. Other versions' blocks would execute otherwise. */
  private static final int VERSION = 3;

  private HeaderCodec() {}

  /** The header's bytes as a block carries them. */
  public static Bytes encode(BlockHeader header) {
    return Bytes.wrap(
        io.ghostbridge.proto.ledger.v1.BlockHeader.newBuilder()
            .setChainId(header.chainId())
            .setHeight(header.height())
            .setTimeMillis(header.timeMillis())
            .setParentHash(Proto.of(header.parentHash().bytes()))
            .setTransactionsRoot(Proto.of(header.transactionsRoot().bytes()))
            .setStateRoot(Proto.of(header.stateRoot().bytes()))
            .setReceiptsRoot(Proto.of(header.receiptsRoot().bytes()))
            .setProposerPublicKey(Proto.of(header.proposerPublicKey()))
            .setVersion(VERSION)
            .setGasUsed(header.gasUsed())
            .setBaseFee(Proto.of(header.baseFee()))
            .build()
            .toByteArray());
  }

  /** Reads what {@link #encode} wrote. */
  public static BlockHeader decode(byte[] encoded) throws MalformedException {
    io.ghostbridge.proto.ledger.v1.BlockHeader message;
    try {
      message = io.ghostbridge.proto.ledger.v1.BlockHeader.parseFrom(encoded);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedException("the header is no ghost.ledger.v1.BlockHeader");
    }
    if (message.getVersion() != VERSION) {
      throw new UnknownVersionException(message.getVersion(), VERSION);
    }
    return new BlockHeader(
        message.getChainId(),
        Proto.number("height", message.getHeight()),
        Proto.number("time_millis", message.getTimeMillis()),
        Proto.hash("parent_hash", message.getParentHash()),
        Proto.hash("transactions_root", message.getTransactionsRoot()),
        Proto.hash("state_root", message.getStateRoot()),
        Proto.hash("receipts_root", message.getReceiptsRoot()),
        Proto.bytes(message.getProposerPublicKey()),
        Proto.number("gas_used", message.getGasUsed()),
        Proto.amount("base_fee", message.getBaseFee()));
  }

  /** What the proposer signs, whose digest is the block's hash. */
  public static byte[] signedBytes(Bytes encodedHeader) {
    return Sha256.separate(DOMAIN, encodedHeader.unsafeArray());
  }

  /** The block's hash. */
  public static Hash hash(Bytes encodedHeader) {
    return new Hash(new Sha256().hash(signedBytes(encodedHeader)));
  }
}
