package io.ghostbridge.bench.evm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.JournaledState;
import io.ghostbridge.word.machine.PrecompiledContracts;
import io.ghostbridge.word.machine.WordMachine;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Calls a contract on our machine, each time in a new state, as peers do. */
final class OurMachine implements AutoCloseable {
  private static final Address CONTRACT = Word.of(0x1000).toAddress();
  private static final Address CALLER = Word.of(0xca11e7).toAddress();
  private static final Hash CODE_HASH = Word.of(1).toHash();

  private final WordMachine machine;
  private final Bytes code;
  private final Message message;

  OurMachine(EvmCase contract, long gas, WordMachine.Compilation compilation) {
    machine = new WordMachine(new Everything(), PrecompiledContracts.none(), null, compilation);
    code = Bytes.wrap(HexFormat.of().parseHex(contract.code()));
    message =
        Message.call(
            CALLER, CONTRACT, Word.ZERO, Bytes.wrap(HexFormat.of().parseHex(contract.data())), gas);
  }

  ExecutionResult call() {
    JournaledState world = new JournaledState(new OneContract(code), Fork.OSAKA);
    world.warm(CONTRACT);
    world.warm(CALLER);
    return machine.execute(message, world.code(CONTRACT), world, new Around());
  }

  @Override
  public void close() {
    machine.close();
  }

  private static final class Everything implements WordMachine.CodeFormat {
    @Override
    public boolean owns(Bytes code) {
      return true;
    }

    @Override
    public WordMachine.Numbering numbering(Bytes code) {
      return WordMachine.Numbering.EVM;
    }

    @Override
    public Bytes body(Bytes code) {
      return code;
    }
  }

  private record OneContract(Bytes code) implements StateReader {
    @Override
    public Optional<AccountState> account(Address address) {
      return address.equals(CONTRACT)
          ? Optional.of(new AccountState(1, Word.ZERO, CODE_HASH))
          : Optional.empty();
    }

    @Override
    public Word storage(Address address, Word key) {
      return Word.ZERO;
    }

    @Override
    public boolean hasStorage(Address address) {
      return false;
    }

    @Override
    public Bytes code(Hash codeHash) {
      return code;
    }
  }

  private record Around() implements Host {
    @Override
    public BlockContext block() {
      return new BlockContext(
          Fork.OSAKA,
          1,
          1,
          Word.ZERO.toAddress(),
          Long.MAX_VALUE,
          Word.ZERO,
          Word.ONE,
          Word.ZERO,
          Word.ZERO,
          Word.ONE);
    }

    @Override
    public TransactionContext transaction() {
      return new TransactionContext(CALLER, Word.ZERO, List.of());
    }

    @Override
    public Word blockHash(long number) {
      return Word.ZERO;
    }

    @Override
    public ExecutionResult call(Message message) {
      throw new IllegalStateException("all code is the machine's own");
    }
  }
}
