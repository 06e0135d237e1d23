package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.vm.ContractTransaction;
import java.util.List;

/** What a transaction does. Names are in canonical form ({@code NameEntry.name()}). */
public interface Operation {
  /** Moves {@code amount} from the sender to {@code to}. */
  record Transfer(Address to, Amount amount) implements Operation {}

  /**
   * Registers the free second-level {@code name} for the sender, for {@code durationBlocks} blocks.
   */
  record RegisterName(String name, List<NameRecord> records, long durationBlocks)
      implements Operation {
    /** Copies {@code records}. */
    public RegisterName {
      records = List.copyOf(records);
    }
  }

  /**
   * Replaces the records of {@code name}, which the sender registered or which is below such a
   * name. No record removes a name below.
   */
  record UpdateName(String name, List<NameRecord> records) implements Operation {
    /** Copies {@code records}. */
    public UpdateName {
      records = List.copyOf(records);
    }
  }

  /** Gives the registered {@code name}, with everything below it, to {@code newOwner}. */
  record TransferName(String name, Address newOwner) implements Operation {}

  /** Lengthens the registration of {@code name} by {@code durationBlocks} blocks. */
  record RenewName(String name, long durationBlocks) implements Operation {}

  /**
   * What runs contracts: it pays for gas, at most {@code gasLimit} times {@code maxFeePerGas}.
   *
   * @see io.ghostbridge.api.vm.ContractTransaction
   */
  sealed interface Contract extends Operation permits Deploy, Call, Ethereum {
    /** The largest gas that it may use. */
    long gasLimit();

    /** The largest price of a unit of gas. */
    Amount maxFeePerGas();

    /** What of that goes to the proposer at most. */
    Amount maxPriorityFeePerGas();

    /** What the contract is given. */
    Amount value();
  }

  /**
   * Makes a contract of {@code code}, in whatever format: for Ethereum's, the code that makes the
   * contract.
   */
  record Deploy(
      Bytes code, Amount value, long gasLimit, Amount maxFeePerGas, Amount maxPriorityFeePerGas)
      implements Contract {}

  /** Calls the contract at {@code to}. */
  record Call(
      Address to,
      Bytes input,
      Amount value,
      long gasLimit,
      Amount maxFeePerGas,
      Amount maxPriorityFeePerGas)
      implements Contract {}

  /** One of Ethereum's transactions, which the sender signed in Ethereum's way. */
  record Ethereum(ContractTransaction transaction) implements Contract {
    @Override
    public long gasLimit() {
      return transaction.gasLimit();
    }

    @Override
    public Amount maxFeePerGas() {
      return transaction.maxFeePerGas().toAmount();
    }

    @Override
    public Amount maxPriorityFeePerGas() {
      return transaction.maxPriorityFeePerGas().toAmount();
    }

    @Override
    public Amount value() {
      return transaction.value().toAmount();
    }
  }
}
