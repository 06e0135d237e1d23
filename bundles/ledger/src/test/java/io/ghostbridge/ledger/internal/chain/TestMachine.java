package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.ContractExecutor;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateChanges.AccountChange;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import io.ghostbridge.ledger.internal.execution.Machines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Executes transactions by a dozen of Ethereum's instructions, without calls between contracts, so
 * that the ledger is tested without the machines' bundles. Every instruction costs 10 gas.
 */
final class TestMachine implements ContractExecutor, Machines {
  private static final long BASE_GAS = 21_000;
  private static final long STEP_GAS = 10;

  private final Set<String> formats;

  TestMachine() {
    this(VirtualMachine.EVM);
  }

  /** Says that it runs these formats, and runs code of each of them as Ethereum's. */
  TestMachine(String... formats) {
    this.formats = Set.of(formats);
  }

  @Override
  public ContractExecutor executor() {
    return this;
  }

  @Override
  public boolean runs(String format) {
    return formats.contains(format);
  }

  @Override
  public TransactionResult execute(
      ContractTransaction transaction, StateReader state, Environment environment)
      throws InvalidTransactionException {
    if (transaction.gasLimit() > environment.gasAvailable()) {
      throw new InvalidTransactionException(
          InvalidTransactionException.Reason.GAS_LIMIT_EXCEEDED, "the block is full");
    }
    return new Run(transaction, state, environment, true).run();
  }

  @Override
  public TransactionResult call(
      ContractTransaction transaction, StateReader state, Environment environment)
      throws InvalidTransactionException {
    return new Run(transaction, state, environment, false).run();
  }

  /** One transaction. */
  private static final class Run {
    private final ContractTransaction transaction;
    private final StateReader state;
    private final Environment environment;
    private final boolean paid;
    private final Map<Address, AccountState> accounts = new TreeMap<>();
    private final Map<Word, Word> storage = new HashMap<>();
    private final List<Log> logs = new ArrayList<>();
    private final byte[] memory = new byte[1024];
    private final Deque<Word> stack = new ArrayDeque<>();
    private boolean destroyed;
    private long gas;

    Run(ContractTransaction transaction, StateReader state, Environment environment, boolean paid) {
      this.transaction = transaction;
      this.state = state;
      this.environment = environment;
      this.paid = paid;
    }

    private AccountState account(Address address) {
      return accounts.computeIfAbsent(
          address, any -> state.account(address).orElse(AccountState.EMPTY));
    }

    private void pay(Address address, Word amount, boolean credit) {
      AccountState account = account(address);
      Word balance = credit ? account.balance().plus(amount) : account.balance().minus(amount);
      accounts.put(address, new AccountState(account.nonce(), balance, account.codeHash()));
    }

    TransactionResult run() throws InvalidTransactionException {
      Address sender = transaction.sender();
      Word base = environment.block().baseFee();
      Word price = base.plus(transaction.maxPriorityFeePerGas());
      price = price.compareTo(transaction.maxFeePerGas()) > 0 ? transaction.maxFeePerGas() : price;
      if (transaction.gasLimit() < BASE_GAS) {
        throw new InvalidTransactionException(
            InvalidTransactionException.Reason.INTRINSIC_GAS_TOO_LOW, "too little gas");
      }
      long nonce = account(sender).nonce();
      gas = transaction.gasLimit() - BASE_GAS;
      Address target = transaction.to().orElseGet(() -> created(sender, nonce));
      Bytes code =
          transaction.to().isPresent()
              ? state.code(account(target).codeHash())
              : transaction.input();
      AccountState before = account(sender);
      accounts.put(sender, new AccountState(nonce + 1, before.balance(), before.codeHash()));
      pay(sender, transaction.value(), false);
      pay(target, transaction.value(), true);
      ExecutionResult result = interpret(target, code);
      Optional<Bytes> newCode = Optional.empty();
      if (result.succeeded() && transaction.to().isEmpty() && !destroyed) {
        newCode = Optional.of(result.output());
        accounts.put(
            target,
            new AccountState(
                1, account(target).balance(), Keccak.hash(result.output().unsafeArray())));
      }
      if (!result.succeeded()) {
        accounts.clear();
        storage.clear();
        logs.clear();
        AccountState again = account(sender);
        accounts.put(sender, new AccountState(nonce + 1, again.balance(), again.codeHash()));
      }
      long used = transaction.gasLimit() - gas;
      if (paid) {
        pay(sender, times(price, used), false);
        pay(environment.block().coinbase(), times(price.minus(base), used), true);
      }
      return new TransactionResult(
          result, used, 0, price, newCode.map(any -> target), logs, changes(target, newCode));
    }

    private static Word times(Word price, long gas) {
      return Word.of(price.toBigInteger().multiply(java.math.BigInteger.valueOf(gas)));
    }

    private StateChanges changes(Address target, Optional<Bytes> code) {
      Map<Address, AccountChange> changes = new TreeMap<>();
      accounts.forEach(
          (address, account) -> {
            boolean gone = account.isEmpty() || (destroyed && address.equals(target));
            changes.put(
                address,
                new AccountChange(
                    gone ? Optional.empty() : Optional.of(account),
                    gone,
                    address.equals(target) && !gone ? Map.copyOf(storage) : Map.of(),
                    address.equals(target) ? code : Optional.empty()));
          });
      return new StateChanges(changes);
    }

    private static Address created(Address sender, long nonce) {
      byte[] rlp = new RlpWriter().list(l -> l.bytes(sender.bytes()).number(nonce)).toByteArray();
      Hash hash = Keccak.hash(rlp);
      return Address.wrap(Arrays.copyOfRange(hash.bytes().unsafeArray(), 12, 32));
    }

    private ExecutionResult interpret(Address self, Bytes code) {
      long all = gas;
      for (int pc = 0; pc < code.size(); pc++) {
        if (gas < STEP_GAS) {
          gas = 0;
          return ExecutionResult.failed(
              all, new ExecutionError(Failure.OUT_OF_GAS, pc, "no gas is left"));
        }
        gas -= STEP_GAS;
        int op = code.get(pc) & 0xff;
        switch (op) {
          case 0x00 -> {
            return ExecutionResult.success(gas, all - gas, 0, Bytes.EMPTY);
          }
          case 0x01 -> stack.push(stack.pop().plus(stack.pop()));
          case 0x30 -> stack.push(Word.of(self));
          case 0x39 -> copyCode(code);
          case 0x40 -> stack.push(environment.blockHashes().apply(stack.pop().w0()));
          case 0x43 -> stack.push(Word.of(environment.block().number()));
          case 0x52 -> {
            int offset = (int) stack.pop().w0();
            stack.pop().write(memory, offset);
          }
          case 0x54 -> stack.push(load(self, stack.pop()));
          case 0x55 -> {
            Word key = stack.pop();
            storage.put(key, stack.pop());
          }
          case 0x60, 0x61 -> {
            int length = op - 0x5f;
            stack.push(
                Word.fromBytes(Arrays.copyOfRange(code.unsafeArray(), pc + 1, pc + 1 + length)));
            pc += length;
          }
          case 0x80 -> stack.push(stack.getFirst());
          case 0xa1 -> {
            Bytes data = slice();
            logs.add(new Log(self, List.of(stack.pop()), data));
          }
          case 0xf3 -> {
            return ExecutionResult.success(gas, all - gas, 0, slice());
          }
          case 0xfd -> {
            return ExecutionResult.reverted(gas, all - gas, slice());
          }
          case 0xff -> {
            destroyed = true;
            return ExecutionResult.success(gas, all - gas, 0, Bytes.EMPTY);
          }
          default -> {
            gas = 0;
            return ExecutionResult.failed(
                all, new ExecutionError(Failure.INVALID_INSTRUCTION, pc, "no such instruction"));
          }
        }
      }
      return ExecutionResult.success(gas, all - gas, 0, Bytes.EMPTY);
    }

    private Word load(Address self, Word key) {
      Word written = storage.get(key);
      return written == null ? state.storage(self, key) : written;
    }

    private void copyCode(Bytes code) {
      int target = (int) stack.pop().w0();
      int from = (int) stack.pop().w0();
      int length = (int) stack.pop().w0();
      System.arraycopy(code.unsafeArray(), from, memory, target, length);
    }

    private Bytes slice() {
      int offset = (int) stack.pop().w0();
      int length = (int) stack.pop().w0();
      return Bytes.wrap(Arrays.copyOfRange(memory, offset, offset + length));
    }
  }
}
