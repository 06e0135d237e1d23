package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.ContractReceipt;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.ethereum.transaction.LogsBloom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which blocks may have events that a filter wants, and which have. */
final class LogSearch {
  private final LogFilter filter;

  /** For the contracts and for each place of the topics: one of these must be in the bloom. */
  private final List<List<Bytes>> wanted = new ArrayList<>();

  LogSearch(LogFilter filter) {
    this.filter = filter;
    want(filter.addresses().stream().map(address -> address.bytes()).toList());
    for (Set<io.ghostbridge.api.vm.Word> place : filter.topics()) {
      want(place.stream().map(word -> Bytes.wrap(word.toBytes())).toList());
    }
  }

  private void want(List<Bytes> values) {
    if (!values.isEmpty()) {
      wanted.add(values);
    }
  }

  /** Whether a block with this bloom filter may have an event that is wanted. */
  boolean mayBeIn(Bytes bloom) {
    LogsBloom bits = LogsBloom.of(bloom);
    return wanted.stream().allMatch(values -> values.stream().anyMatch(bits::mayContain));
  }

  /** The events of {@code block} that are wanted, in their order. */
  List<ContractLog> in(Block block) {
    List<ContractLog> found = new ArrayList<>();
    for (Receipt receipt : block.receipts()) {
      if (receipt.contract().isPresent()) {
        collect(block, receipt, receipt.contract().get(), found);
      }
    }
    return found;
  }

  private void collect(
      Block block, Receipt receipt, ContractReceipt contract, List<ContractLog> found) {
    int index = contract.firstLogIndex();
    for (Log log : contract.logs()) {
      if (filter.matches(log)) {
        found.add(
            new ContractLog(
                log,
                block.height(),
                block.hash(),
                receipt.transactionId(),
                receipt.index(),
                index));
      }
      index++;
    }
  }
}
