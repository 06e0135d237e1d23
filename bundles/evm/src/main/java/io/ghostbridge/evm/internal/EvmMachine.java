package io.ghostbridge.evm.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.evm.internal.precompile.Precompiles;
import io.ghostbridge.word.machine.PrecompiledContracts;
import io.ghostbridge.word.machine.WordMachine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Runs Ethereum's bytecode. */
@Component(
    service = {VirtualMachine.class, EvmMachine.class},
    property = VirtualMachine.FORMAT + "=" + VirtualMachine.EVM)
public final class EvmMachine implements VirtualMachine {
  private final Precompiles precompiles;
  private final WordMachine machine;

  /** Takes the curves that precompiled contracts compute on. */
  @Activate
  public EvmMachine(@Reference CryptoAlgorithms algorithms) {
    this(algorithms, WordMachine.Compilation.WHEN_HOT);
  }

  /** One that compiles when it is told to. */
  public EvmMachine(CryptoAlgorithms algorithms, WordMachine.Compilation compilation) {
    precompiles = new Precompiles(algorithms);
    machine = new WordMachine(new EvmCode(), precompiles, null, compilation);
  }

  /** Lets go of programs and libraries. */
  @Deactivate
  public void close() {
    machine.close();
    precompiles.close();
  }

  /** The contracts that are not code. */
  public PrecompiledContracts precompiles() {
    return precompiles;
  }

  @Override
  public String format() {
    return EVM;
  }

  @Override
  public boolean recognises(Bytes code) {
    return true;
  }

  /** Every byte string is code; what is no instruction fails when it is reached. */
  @Override
  public void validate(Bytes code) throws InvalidCodeException {
    if (!code.isEmpty() && code.get(0) == (byte) 0xef) {
      throw new InvalidCodeException(0, "code that begins with 0xef is reserved (EIP-3541)");
    }
  }

  @Override
  public ExecutionResult execute(Message message, Bytes code, WorldState world, Host host) {
    return machine.execute(message, code, world, host);
  }

  @Override
  public boolean verify(ExecutionProof proof) {
    return machine.verify(proof);
  }
}
