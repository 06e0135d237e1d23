package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.names.Names;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import io.ghostbridge.proto.ledger.v1.Allocation;
import io.ghostbridge.proto.ledger.v1.Genesis;
import java.util.List;

/** The state of the block at height 0. */
public final class GenesisExecution {
  private GenesisExecution() {}

  /** Makes the state that {@code genesis} describes over the {@code empty} one. */
  public static BlockExecution.Outcome execute(Genesis genesis, StateSnapshot empty)
      throws MalformedException {
    StateJournal journal = new StateJournal(empty);
    Accounts accounts = new Accounts(journal);
    for (Allocation allocation : genesis.getAllocationsList()) {
      Address address = Proto.address("address", allocation.getAddress());
      accounts.credit(address, Proto.amount("balance", allocation.getBalance()));
    }
    BlockHashHistory.install(journal, accounts);
    journal.put(Space.NAMES, Names.parametersKey(), Values.encode(genesis.getParameters()));
    return new BlockExecution.Outcome(
        journal, StateRoots.of(journal, empty), List.of(), List.of(), 0);
  }

  /** The sum of all allocations, which is the sum of all accounts for ever. */
  public static Amount supply(Genesis genesis) throws MalformedException {
    Amount supply = Amount.ZERO;
    for (Allocation allocation : genesis.getAllocationsList()) {
      supply = supply.plus(Proto.amount("balance", allocation.getBalance()));
    }
    return supply;
  }
}
