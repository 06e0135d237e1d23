package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.ledger.internal.codec.HeaderCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.ledger.internal.hash.MerkleList;
import io.ghostbridge.ledger.internal.hash.Sha256;
import io.ghostbridge.proto.ledger.v1.Allocation;
import io.ghostbridge.proto.ledger.v1.Genesis;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The block at height 0, which nobody signs: its state root commits to the genesis. */
final class GenesisBlock {
  private GenesisBlock() {}

  static Genesis genesis(ChainRules rules, SortedMap<Address, Amount> allocations) {
    Genesis.Builder genesis = Genesis.newBuilder().setParameters(rules.toMessage());
    allocations.forEach(
        (address, balance) ->
            genesis.addAllocations(
                Allocation.newBuilder()
                    .setAddress(Proto.of(address.bytes()))
                    .setBalance(Proto.of(balance))));
    return genesis.build();
  }

  static SortedMap<Address, Amount> allocations(Genesis genesis) throws MalformedException {
    SortedMap<Address, Amount> allocations = new TreeMap<>();
    for (Allocation allocation : genesis.getAllocationsList()) {
      allocations.put(
          Proto.address("address", allocation.getAddress()),
          Proto.amount("balance", allocation.getBalance()));
    }
    return allocations;
  }

  static Block block(String chainId, Hash stateRoot, long timeMillis) {
    Hash nothing = new MerkleList(new Sha256()).root(List.of());
    BlockHeader header =
        new BlockHeader(
            chainId, 0, timeMillis, Hash.ZERO, nothing, stateRoot, nothing, Bytes.EMPTY);
    Bytes encoded = HeaderCodec.encode(header);
    return new Block(
        header, HeaderCodec.hash(encoded), encoded, Bytes.EMPTY, List.of(), List.of(), List.of());
  }

  /** Refuses a configuration that contradicts the chain in the data directory. */
  static void requireSame(ChainSettings settings, Genesis genesis) throws LedgerStartException {
    var configured = settings.rules().toMessage();
    var stored = genesis.getParameters();
    for (var field : configured.getDescriptorForType().getFields()) {
      if (!configured.getField(field).equals(stored.getField(field))) {
        throw new LedgerStartException(
            "the chain in "
                + settings.directory()
                + " was begun with "
                + field.getName()
                + " = "
                + text(stored.getField(field))
                + " and the configuration says "
                + text(configured.getField(field))
                + ": set it back in io.ghostbridge.ledger.cfg, or use another data directory");
      }
    }
    SortedMap<Address, Amount> wanted = settings.allocations().orElse(null);
    try {
      if (wanted != null && !wanted.equals(allocations(genesis))) {
        throw new LedgerStartException(
            "the chain in "
                + settings.directory()
                + " was begun with other allocations than genesis.json has: put the file back, or"
                + " use another data directory");
      }
    } catch (MalformedException e) {
      throw new LedgerStartException("the genesis in the block log is damaged: " + e, e);
    }
  }

  private static Object text(Object value) {
    return value instanceof com.google.protobuf.ByteString bytes
        ? Amount.fromBytes(bytes.toByteArray()) + " GHOST"
        : value;
  }
}
