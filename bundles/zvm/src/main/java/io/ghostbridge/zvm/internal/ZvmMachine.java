package io.ghostbridge.zvm.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.PrecompiledContracts;
import io.ghostbridge.word.machine.WordMachine;
import io.ghostbridge.zvm.internal.Container.Target;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Runs containers of ZVM with native code, and with Ethereum's. */
@Component(
    service = VirtualMachine.class,
    property = VirtualMachine.FORMAT + "=" + VirtualMachine.ZVM)
public final class ZvmMachine implements VirtualMachine {
  private final WordMachine machine;

  /** Takes digests and signatures. */
  @Activate
  public ZvmMachine(@Reference CryptoAlgorithms algorithms) {
    machine =
        new WordMachine(
            new ZvmCode(), PrecompiledContracts.none(), new CryptoFunctions(algorithms));
  }

  /** Lets go of programs. */
  @Deactivate
  public void close() {
    machine.close();
  }

  @Override
  public String format() {
    return ZVM;
  }

  /**
   * As mark and target tell: a container for WebAssembly is that machine's, be it followed by what
   * its contract is deployed with or not; one of ours that is not whole fails here.
   */
  @Override
  public boolean recognises(Bytes code) {
    return Container.isMarked(code) && !Container.isForWasm(code);
  }

  @Override
  public void validate(Bytes code) throws InvalidCodeException {
    if (Container.parse(code).target() == Target.WASM) {
      throw new InvalidCodeException(5, "this machine runs the targets 0 and 1, not 2 (WASM)");
    }
  }

  @Override
  public ExecutionResult execute(Message message, Bytes code, WorldState world, Host host) {
    try {
      validate(code);
    } catch (InvalidCodeException e) {
      return ExecutionResult.failed(
          message.gas(),
          new ExecutionError(
              Failure.INVALID_CODE, (int) e.offset(), String.valueOf(e.getMessage())));
    }
    return machine.execute(message, code, world, host);
  }

  @Override
  public boolean verify(ExecutionProof proof) {
    try {
      validate(proof.code());
    } catch (InvalidCodeException e) {
      return false;
    }
    return machine.verify(proof);
  }
}
