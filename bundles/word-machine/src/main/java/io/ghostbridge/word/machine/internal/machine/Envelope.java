package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.CallKind;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.PrecompiledContracts;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import org.jspecify.annotations.Nullable;

/**
 * What happens before and after a call's code runs (Yellow Paper, sections 7 and 8): checks, the
 * checkpoint, transfer of the value, precompiled contracts, and for creations nonces, address,
 * collision and the deposit of code.
 */
public final class Envelope {
  private static final Bytes NOTHING = Bytes.EMPTY;

  private final WorldState world;
  private final Rules rules;
  private final PrecompiledContracts precompiles;

  /** Of a transaction's calls. */
  public Envelope(WorldState world, Rules rules, PrecompiledContracts precompiles) {
    this.world = world;
    this.rules = rules;
    this.precompiles = precompiles;
  }

  /** How a call begins: with a result already, or with code to run. */
  public sealed interface Beginning permits Done, Opened {}

  /** There is nothing to run. */
  public record Done(ExecutionResult result) implements Beginning {}

  /**
   * There is.
   *
   * @param message the call; of a creation, with the new contract's address
   * @param code what runs
   * @param codeHash its hash, or null for code that is used once
   * @param checkpoint to revert to
   * @param refund the refund counter before
   */
  public record Opened(
      Message message, Bytes code, @Nullable Hash codeHash, int checkpoint, long refund)
      implements Beginning {}

  /** Begins a call. */
  public Beginning begin(Message message) {
    if (message.depth() > Message.MAX_DEPTH) {
      return notStarted(message, Failure.CALL_DEPTH, "calls nest to 1024");
    }
    boolean transfers = message.kind() != CallKind.DELEGATECALL && !message.value().isZero();
    if (transfers && world.balance(message.caller()).compareTo(message.value()) < 0) {
      return notStarted(
          message,
          Failure.INSUFFICIENT_BALANCE,
          "the value is " + message.value() + ", the balance " + world.balance(message.caller()));
    }
    return message.kind().isCreate() ? create(message) : call(message);
  }

  private static Done notStarted(Message message, Failure failure, String why) {
    ExecutionResult nothing =
        ExecutionResult.failed(message.gas(), new ExecutionError(failure, -1, why));
    return new Done(
        new ExecutionResult(
            nothing.status(), message.gas(), 0, 0, nothing.output(), nothing.error()));
  }

  private Beginning call(Message message) {
    int checkpoint = world.checkpoint();
    long refund = world.refund();
    if (message.kind() == CallKind.CALL) {
      world.transfer(message.caller(), message.recipient(), message.value());
    } else if (message.kind() == CallKind.STATICCALL) {
      world.touch(message.recipient());
    }
    Address source = message.codeAddress();
    PrecompiledContract precompiled = precompiles.at(source, rules.fork);
    if (precompiled != null) {
      return precompiled(message, precompiled, checkpoint);
    }
    Bytes code = world.code(source);
    if (rules.prague) {
      Address delegate = Delegation.target(code);
      if (delegate != null) {
        source = delegate;
        code = world.code(delegate);
      }
    }
    if (code.isEmpty()) {
      return new Done(ExecutionResult.success(message.gas(), 0, 0, NOTHING));
    }
    return new Opened(message, code, world.codeHash(source), checkpoint, refund);
  }

  private Done precompiled(Message message, PrecompiledContract contract, int checkpoint) {
    long cost = contract.gas(message.input(), rules.fork);
    if (cost > message.gas()) {
      world.revertTo(checkpoint);
      return failed(
          message,
          Failure.OUT_OF_GAS,
          "the precompiled contract costs " + cost + ", and " + message.gas() + " is there");
    }
    Bytes output = contract.run(message.input(), rules.fork);
    if (output == null) {
      world.revertTo(checkpoint);
      return failed(
          message, Failure.PRECOMPILE_FAILED, "the precompiled contract refuses its input");
    }
    return new Done(ExecutionResult.success(message.gas() - cost, cost, 0, output));
  }

  private static Done failed(Message message, Failure failure, String why) {
    return new Done(ExecutionResult.failed(message.gas(), new ExecutionError(failure, -1, why)));
  }

  private Beginning create(Message message) {
    if (rules.shanghai && message.input().size() > CodeRules.maxInitSize(message.input())) {
      // Ethereum's instructions and transactions see to that themselves, other formats do not.
      return failed(
          message, Failure.INIT_CODE_TOO_LARGE, CodeRules.tooLargeToMake(message.input()));
    }
    Address creator = message.caller();
    long nonce = world.nonce(creator);
    if (nonce == -1) {
      return notStarted(message, Failure.NONCE_OVERFLOW, "the creator's nonce is used up");
    }
    world.setNonce(creator, nonce + 1);
    Address address =
        message.kind() == CallKind.CREATE2
            ? ContractAddresses.create2(creator, message.salt(), message.input())
            : ContractAddresses.create(creator, nonce);
    if (rules.berlin) {
      world.warm(address);
    }
    if (world.hasCollision(address)) {
      return failed(
          message, Failure.ADDRESS_COLLISION, "there is a contract at " + address + " already");
    }
    int checkpoint = world.checkpoint();
    long refund = world.refund();
    world.create(address);
    if (rules.spuriousDragon) {
      world.setNonce(address, 1);
    }
    world.transfer(creator, address, message.value());
    Message placed =
        new Message(
            message.kind(),
            false,
            message.depth(),
            message.gas(),
            creator,
            address,
            address,
            message.value(),
            message.input(),
            message.salt());
    return new Opened(placed, message.input(), null, checkpoint, refund);
  }

  /** Ends a call whose code ran. */
  public ExecutionResult end(Opened opened, ExecutionResult ran) {
    ExecutionResult result = ran;
    if (ran.succeeded() && opened.message().kind().isCreate()) {
      result = deposit(opened, ran);
    }
    if (!result.succeeded()) {
      world.revertTo(opened.checkpoint());
    }
    return result;
  }

  private ExecutionResult deposit(Opened opened, ExecutionResult ran) {
    Message message = opened.message();
    Bytes code = ran.output();
    if (rules.spuriousDragon && code.size() > CodeRules.maxSize(code)) {
      return failed(message, Failure.CODE_TOO_LARGE, CodeRules.tooLarge(code)).result();
    }
    if (rules.london && !code.isEmpty() && code.get(0) == (byte) 0xef) {
      return failed(message, Failure.INVALID_CODE, "code begins with 0xef (EIP-3541)").result();
    }
    long cost = CodeRules.deposit(code);
    boolean paid = cost <= ran.gasLeft();
    if (!paid && rules.homestead) {
      return failed(
              message,
              Failure.OUT_OF_GAS,
              "storing the code costs " + cost + ", and " + ran.gasLeft() + " is left")
          .result();
    }
    if (paid) {
      world.setCode(message.recipient(), code);
    }
    // On Frontier, code that is not paid for is not stored, and the contract is there all the same.
    long spent = paid ? cost : 0;
    return ExecutionResult.success(
        ran.gasLeft() - spent, ran.gasUsed() + spent, ran.refund(), message.recipient().bytes());
  }
}
