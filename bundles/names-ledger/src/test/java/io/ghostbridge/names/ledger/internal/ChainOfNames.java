package io.ghostbridge.names.ledger.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.NameState;
import io.ghostbridge.api.ledger.RegisteredName;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.StateProof;
import io.ghostbridge.api.names.NameRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A ledger of names alone, whose blocks the test makes. Every other question is an error. */
final class ChainOfNames implements Ledger {
  static final Address OWNER = Address.wrap(new byte[Address.SIZE]);
  private static final long FIRST_BLOCK_MILLIS = 1_700_000_000_500L;

  private final List<Block> blocks = new ArrayList<>();
  private final List<Map<String, List<NameRecord>>> states = new ArrayList<>();

  ChainOfNames() {
    commit(Map.of());
  }

  /** Adds a block after which {@code records} are the records of all registered names. */
  Block commit(Map<String, List<NameRecord>> records, NameEvent... events) {
    int height = blocks.size();
    var header =
        new BlockHeader(
            "test-1",
            height,
            FIRST_BLOCK_MILLIS + height * 1000L,
            Hash.ZERO,
            Hash.ZERO,
            Hash.ZERO,
            Hash.ZERO,
            Bytes.EMPTY);
    var block =
        new Block(
            header, Hash.ZERO, Bytes.EMPTY, Bytes.EMPTY, List.of(), List.of(), List.of(events));
    blocks.add(block);
    states.add(new HashMap<>(records));
    return block;
  }

  @Override
  public Block head() {
    return blocks.getLast();
  }

  @Override
  public LedgerView view() {
    return viewAt(blocks.size() - 1L);
  }

  @Override
  public LedgerView viewAt(long height) {
    return new View(height, states.get((int) height));
  }

  @Override
  public Optional<Block> block(long height) {
    return Optional.of(blocks.get((int) height));
  }

  @Override
  public Optional<Block> block(Hash hash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChainParameters parameters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<CommittedTransaction> submit(SignedTransaction transaction) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<CommittedTransaction> transaction(Hash id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Flow.Publisher<Block> blocks(long fromHeight) {
    throw new UnsupportedOperationException();
  }

  private record View(long height, Map<String, List<NameRecord>> names) implements LedgerView {
    @Override
    public Optional<RegisteredName> registration(String name) {
      return names.containsKey(name)
          ? Optional.of(new RegisteredName(name, OWNER, 0, 1000))
          : Optional.empty();
    }

    @Override
    public Optional<NameState> name(String name) {
      List<NameRecord> records = names.getOrDefault(name, List.of());
      return records.isEmpty()
          ? Optional.empty()
          : registration(name).map(each -> new NameState(name, each, records, height));
    }

    @Override
    public boolean hasNamesBelow(String name) {
      return names.keySet().stream().anyMatch(each -> each.endsWith("." + name));
    }

    @Override
    public Account account(Address address) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> namesOf(Address owner, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Amount totalSupply() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> stores() {
      throw new UnsupportedOperationException();
    }

    @Override
    public StateProof prove(String store, Bytes key) {
      throw new UnsupportedOperationException();
    }
  }
}
