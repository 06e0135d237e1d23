package io.ghostbridge.evm.internal.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.CallKind;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ContractTransaction.AccessListEntry;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.JournaledState;
import io.ghostbridge.word.machine.MessageCalls;
import io.ghostbridge.word.machine.PrecompiledContracts;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** One transaction on one state. Used once. */
public final class TransactionExecution {
  private final Machines machines;
  private final PrecompiledContracts precompiles;
  private final Environment environment;
  private final BlockContext block;
  private final Fork fork;
  private final JournaledState world;
  private final Validity validity;

  /** On {@code state}, which stays as it is. */
  public TransactionExecution(
      Machines machines,
      PrecompiledContracts precompiles,
      StateReader state,
      Environment environment) {
    this.machines = machines;
    this.precompiles = precompiles;
    this.environment = environment;
    this.block = environment.block();
    this.fork = block.fork();
    this.world = new JournaledState(state, fork);
    this.validity = new Validity(environment);
  }

  /** As a transaction of a block. */
  public TransactionResult execute(ContractTransaction transaction)
      throws InvalidTransactionException {
    validity.check(transaction, world);
    return run(transaction, effectivePrice(transaction));
  }

  /** As a trial: whoever asks needs neither the nonce nor the fees. */
  public TransactionResult call(ContractTransaction transaction)
      throws InvalidTransactionException {
    validity.checkForm(transaction);
    Word price = transaction.maxFeePerGas().isZero() ? Word.ZERO : effectivePrice(transaction);
    validity.checkFunds(transaction, world, gasCost(transaction, price));
    return run(transaction, price);
  }

  /** What a unit of gas costs the sender (EIP-1559). */
  private Word effectivePrice(ContractTransaction transaction) {
    if (!fork.isAtLeast(Fork.LONDON) || transaction.maxFeePerGas().compareTo(block.baseFee()) < 0) {
      return transaction.maxFeePerGas();
    }
    Word most = transaction.maxFeePerGas().minus(block.baseFee());
    Word tip = transaction.maxPriorityFeePerGas();
    return block.baseFee().plus(tip.compareTo(most) < 0 ? tip : most);
  }

  private BigInteger gasCost(ContractTransaction transaction, Word price) {
    BigInteger blobs =
        block
            .blobBaseFee()
            .toBigInteger()
            .multiply(BigInteger.valueOf(Validity.blobGas(transaction)));
    return times(price, transaction.gasLimit()).add(blobs);
  }

  private static BigInteger times(Word price, long gas) {
    return price.toBigInteger().multiply(BigInteger.valueOf(gas));
  }

  private TransactionResult run(ContractTransaction transaction, Word price) {
    Address sender = transaction.sender();
    world.setBalance(sender, world.balance(sender).minus(Word.of(gasCost(transaction, price))));
    warmUp(transaction);
    if (transaction.to().isPresent()) {
      // A creation raises it with its own address.
      world.setNonce(sender, world.nonce(sender) + 1);
    }
    Authorizations.apply(transaction.authorizations(), block.chainId(), world);
    warmDelegate(transaction);
    IntrinsicGas intrinsic = IntrinsicGas.of(transaction, fork);
    TransactionContext context = new TransactionContext(sender, price, transaction.blobHashes());
    TransactionHost host = new TransactionHost(machines, precompiles, world, environment, context);
    ExecutionResult result =
        host.call(message(transaction, transaction.gasLimit() - intrinsic.gas()));
    return settle(transaction, price, intrinsic, result);
  }

  private void warmUp(ContractTransaction transaction) {
    if (!fork.isAtLeast(Fork.BERLIN)) {
      return;
    }
    world.warm(transaction.sender());
    transaction.to().ifPresent(world::warm);
    world.warmFromStart(precompiles.addresses(fork));
    if (fork.isAtLeast(Fork.SHANGHAI)) {
      world.warm(block.coinbase());
    }
    for (AccessListEntry entry : transaction.accessList()) {
      world.warm(entry.address());
      entry.storageKeys().forEach(key -> world.warm(entry.address(), key));
    }
  }

  private void warmDelegate(ContractTransaction transaction) {
    if (fork.isAtLeast(Fork.PRAGUE) && transaction.to().isPresent()) {
      Address delegate = MessageCalls.delegate(world.code(transaction.to().get()));
      if (delegate != null) {
        world.warm(delegate);
      }
    }
  }

  private static Message message(ContractTransaction transaction, long gas) {
    Address sender = transaction.sender();
    if (transaction.to().isPresent()) {
      return Message.call(
          sender, transaction.to().get(), transaction.value(), transaction.input(), gas);
    }
    return new Message(
        CallKind.CREATE,
        false,
        0,
        gas,
        sender,
        sender,
        sender,
        transaction.value(),
        transaction.input(),
        Word.ZERO);
  }

  private TransactionResult settle(
      ContractTransaction transaction, Word price, IntrinsicGas intrinsic, ExecutionResult result) {
    long used = transaction.gasLimit() - result.gasLeft();
    long most = used / (fork.isAtLeast(Fork.LONDON) ? 5 : 2);
    long refund = Math.max(0, Math.min(most, world.refund()));
    long charged = Math.max(used - refund, intrinsic.floor());
    Address sender = transaction.sender();
    Word back = Word.of(times(price, transaction.gasLimit() - charged));
    world.setBalance(sender, world.balance(sender).plus(back));
    boolean burns = fork.isAtLeast(Fork.LONDON) && price.compareTo(block.baseFee()) >= 0;
    Word tip = burns ? price.minus(block.baseFee()) : price;
    Word fee = Word.of(times(tip, charged));
    world.setBalance(block.coinbase(), world.balance(block.coinbase()).plus(fee));
    boolean created = result.succeeded() && transaction.to().isEmpty();
    return new TransactionResult(
        result,
        charged,
        used - charged,
        price,
        created ? Optional.of(Address.wrap(result.output().toByteArray())) : Optional.empty(),
        result.succeeded() ? List.copyOf(world.logs()) : List.of(),
        world.changes());
  }
}
