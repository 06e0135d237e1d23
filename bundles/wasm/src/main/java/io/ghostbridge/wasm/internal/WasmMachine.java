package io.ghostbridge.wasm.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.wasm.internal.run.Runner;
import io.ghostbridge.wasm.internal.run.Tier;
import io.ghostbridge.wasm.internal.witness.WitnessCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Contracts in WebAssembly: integers of WebAssembly 1.0 with sign extension, multiple values and
 * bulk memory, importing the module {@code ghost}. What may be in a module, and what it can ask the
 * chain, is in docs/plugin/wasm-contracts.md.
 */
@Component(
    service = VirtualMachine.class,
    property = VirtualMachine.FORMAT + "=" + VirtualMachine.WASM)
public final class WasmMachine implements VirtualMachine, AutoCloseable {
  private final Runner runner;

  /** As a service: tiered. */
  @Activate
  public WasmMachine(@Reference CryptoAlgorithms crypto) {
    this(crypto, Tier.TIERED);
  }

  /** With {@code tier}. */
  public WasmMachine(CryptoAlgorithms crypto, Tier tier) {
    runner = new Runner(crypto, tier);
  }

  /** Forgets compiled contracts and ends the compiler's thread. */
  @Override
  @Deactivate
  public void close() {
    runner.close();
  }

  @Override
  public String format() {
    return WASM;
  }

  @Override
  public boolean recognises(Bytes code) {
    return Runner.recognises(code);
  }

  @Override
  public void validate(Bytes code) throws InvalidCodeException {
    runner.validate(code);
  }

  @Override
  public ExecutionResult execute(Message message, Bytes code, WorldState world, Host host) {
    return runner.execute(message, code, world, host);
  }

  @Override
  public boolean verify(ExecutionProof proof) {
    return WitnessCheck.holds(this, proof, runner::keccak);
  }
}
