package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.JournaledState;
import io.ghostbridge.word.machine.PrecompiledContracts;
import io.ghostbridge.word.machine.internal.machine.Engine;
import io.ghostbridge.word.machine.internal.machine.Programs;
import io.ghostbridge.word.machine.internal.machine.Tiers;
import io.ghostbridge.word.machine.internal.program.Decoder;
import io.ghostbridge.word.machine.internal.program.EvmNumbering;
import io.ghostbridge.word.machine.internal.program.InstructionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs contracts in a world of their own by a tier, so that tiers can be compared. */
final class Differential {
  static final Address CALLER = Word.of(0xca11e7).toAddress();

  private static final Map<Fork, InstructionSet> SETS = new ConcurrentHashMap<>();

  private final Engine engine;

  /** All that can be observed of an execution. */
  record Outcome(
      ExecutionResult result, StateChanges changes, List<Log> logs, long refund, boolean warm) {}

  Differential(Tiers tiers) {
    Programs programs =
        new Programs(
            (code, fork) -> Decoder.decode(code, SETS.computeIfAbsent(fork, EvmNumbering::of)));
    engine = new Engine(programs, any -> true, PrecompiledContracts.none(), null, tiers);
  }

  /** The contracts' addresses are 0x1000, 0x1001 and so on; the first is called. */
  Outcome run(List<Bytes> contracts, Fork fork, Bytes input, long gas) {
    World before = new World(contracts);
    JournaledState world = new JournaledState(before, fork);
    Address first = address(0);
    ExecutionResult result =
        engine.execute(
            Message.call(CALLER, first, Word.ZERO, input, gas),
            world.code(first),
            world,
            new Around(fork));
    boolean warm = world.warm(address(1), Word.ONE);
    List<Log> logs = new ArrayList<>(world.logs());
    long refund = world.refund();
    return new Outcome(result, world.changes(), logs, refund, warm);
  }

  static Address address(int contract) {
    return Word.of(0x1000 + contract).toAddress();
  }

  /** The same code has the same hash, as programs are kept by it. */
  private static Hash hash(Bytes code) {
    long mixed = 7;
    byte[] result = new byte[32];
    for (int i = 0; i < code.size(); i++) {
      mixed = (mixed ^ code.get(i)) * 0x100000001b3L;
      result[i % 24] = (byte) (31 * result[i % 24] + code.get(i));
    }
    for (int i = 0; i < 8; i++) {
      result[24 + i] = (byte) (mixed >>> (8 * i));
    }
    return Hash.wrap(result);
  }

  private static final class World implements StateReader {
    private final List<Bytes> contracts;
    private final List<Hash> hashes;

    World(List<Bytes> contracts) {
      this.contracts = contracts;
      this.hashes = contracts.stream().map(Differential::hash).toList();
    }

    private int number(Address address) {
      for (int i = 0; i < contracts.size(); i++) {
        if (address.equals(address(i))) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public Optional<AccountState> account(Address address) {
      if (address.equals(CALLER)) {
        return Optional.of(new AccountState(1, Word.of(1000), AccountState.NO_CODE));
      }
      int number = number(address);
      return number < 0
          ? Optional.empty()
          : Optional.of(new AccountState(1, Word.of(5), hashes.get(number)));
    }

    @Override
    public Word storage(Address address, Word key) {
      return number(address) >= 0 && key.equals(Word.ONE) ? Word.of(77) : Word.ZERO;
    }

    @Override
    public boolean hasStorage(Address address) {
      return number(address) >= 0;
    }

    @Override
    public Bytes code(Hash codeHash) {
      return contracts.get(hashes.indexOf(codeHash));
    }
  }

  private record Around(Fork fork) implements Host {
    @Override
    public BlockContext block() {
      return new BlockContext(
          fork,
          1000,
          1_700_000_000,
          Word.of(0xc0).toAddress(),
          30_000_000,
          Word.of(7),
          Word.of(1),
          Word.of(0x20000),
          new Word(1, 2, 3, 4),
          Word.of(1337));
    }

    @Override
    public TransactionContext transaction() {
      return new TransactionContext(CALLER, Word.of(10), List.of());
    }

    @Override
    public Word blockHash(long number) {
      return new Word(9, 9, 9, number);
    }

    @Override
    public ExecutionResult call(Message message) {
      return ExecutionResult.failed(
          message.gas(), new ExecutionError(Failure.UNSUPPORTED_HOST_CALL, -1, "none here"));
    }
  }
}
