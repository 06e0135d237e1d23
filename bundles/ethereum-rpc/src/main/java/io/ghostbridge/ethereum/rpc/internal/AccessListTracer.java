package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sees which accounts and words of storage a call touches that are not warm anyway (EIP-2930). */
final class AccessListTracer implements Tracer {
  /** Addresses up to this one are, or may become, precompiled contracts. */
  private static final Word LAST_PRECOMPILE = Word.of(0x1ff);

  private final Address sender;
  private final Address callee;
  private final Map<Address, Set<Word>> touched = new TreeMap<>();
  private final Deque<Address> storageOwners = new ArrayDeque<>();

  AccessListTracer(
      ContractTransaction transaction, List<ContractTransaction.AccessListEntry> given) {
    this.sender = transaction.sender();
    this.callee = transaction.to().orElse(transaction.sender());
    given.forEach(
        entry ->
            touched
                .computeIfAbsent(entry.address(), address -> new TreeSet<>())
                .addAll(entry.storageKeys()));
  }

  @Override
  public void enter(Message message) {
    storageOwners.push(message.recipient());
  }

  @Override
  public void exit(Message message, ExecutionResult result) {
    storageOwners.pop();
  }

  @Override
  public void step(TraceStep step) {
    switch (step.opcodeName()) {
      case "SLOAD", "SSTORE" -> slot(step);
      case "BALANCE", "EXTCODESIZE", "EXTCODECOPY", "EXTCODEHASH", "SELFDESTRUCT" ->
          account(step, 1);
      case "CALL", "CALLCODE", "DELEGATECALL", "STATICCALL" -> account(step, 2);
      default -> {
        // Touches nothing.
      }
    }
  }

  private void slot(TraceStep step) {
    Address owner = storageOwners.peek();
    if (owner != null && step.stackSize() > 0) {
      touched
          .computeIfAbsent(owner, address -> new TreeSet<>())
          .add(step.stack(step.stackSize() - 1));
    }
  }

  private void account(TraceStep step, int depth) {
    if (step.stackSize() < depth) {
      return;
    }
    Address address = step.stack(step.stackSize() - depth).toAddress();
    boolean warm =
        address.equals(sender)
            || address.equals(callee)
            || Word.of(address).compareTo(LAST_PRECOMPILE) <= 0;
    if (!warm) {
      touched.computeIfAbsent(address, key -> new TreeSet<>());
    }
  }

  /** What was touched; an account that is warm anyway only with words of its storage. */
  List<ContractTransaction.AccessListEntry> accessList() {
    List<ContractTransaction.AccessListEntry> list = new ArrayList<>();
    touched.forEach(
        (address, keys) ->
            list.add(new ContractTransaction.AccessListEntry(address, List.copyOf(keys))));
    return list;
  }
}
