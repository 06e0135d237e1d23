package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** Machines come and go, and take the classes of the contracts that they compiled along. */
@ExtendWith(BundleContextExtension.class)
class MachineSwapTest {
  private static final Address ACCOUNT = Word.of(0xa11ce).toAddress();
  private static final Hash CODE_HASH = Hash.parse("11".repeat(Hash.SIZE));
  private static final int CALLS_UNTIL_COMPILED = 200;

  /** From 100,000 down to 0 by PUSH1 1, SWAP1, SUB. */
  private static final String LOOP = "620186a05b600190038060045700";

  private static final BlockContext BLOCK =
      new BlockContext(
          Fork.OSAKA,
          1,
          0,
          ACCOUNT,
          30_000_000,
          Word.ZERO,
          Word.ZERO,
          Word.ZERO,
          Word.ZERO,
          Word.of(1));

  /** A machine, and a contract for it that goes around a loop. */
  enum Machine {
    /** (func (export "call") (local i32) 1000 times around a loop). */
    WASM(
        VirtualMachine.WASM,
        "0061736d01000000010401600000030201000708010463616c6c00000a17011501017f41e807210003402000"
            + "41016b22000d000b0b"),
    EVM(VirtualMachine.EVM, LOOP),
    /** A container of Ethereum's code. */
    ZVM(VirtualMachine.ZVM, "5a564d43" + "01010000" + "0e000000" + "00000000" + LOOP);

    private final String format;
    private final String code;

    Machine(String format, String code) {
      this.format = format;
      this.code = code;
    }

    Bytes contract() {
      return Bytes.fromHex(code);
    }
  }

  private BundleContext context;

  @BeforeEach
  void take(@InjectBundleContext BundleContext bundleContext) {
    context = bundleContext;
  }

  private Bundle bundle(Machine machine) {
    return Stream.of(context.getBundles())
        .filter(bundle -> ("io.ghostbridge." + machine.format).equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private Collection<ServiceReference<VirtualMachine>> references(Machine machine) {
    try {
      return context.getServiceReferences(
          VirtualMachine.class, "(" + VirtualMachine.FORMAT + "=" + machine.format + ")");
    } catch (InvalidSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** A state that has the contract's code and nothing else. */
  private static WorldState state(Machine machine) {
    return (WorldState)
        Proxy.newProxyInstance(
            MachineSwapTest.class.getClassLoader(),
            new Class<?>[] {WorldState.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "code" -> machine.contract();
                  case "codeHash" -> CODE_HASH;
                  case "refund" -> 0L;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Host host() {
    return (Host)
        Proxy.newProxyInstance(
            MachineSwapTest.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "tracer" -> null;
                  case "block" -> BLOCK;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private ExecutionResult execute(Machine machine) {
    ServiceReference<VirtualMachine> reference = references(machine).iterator().next();
    VirtualMachine service = context.getService(reference);
    try {
      Message message = Message.call(ACCOUNT, ACCOUNT, Word.ZERO, Bytes.EMPTY, 10_000_000);
      return service.execute(message, machine.contract(), state(machine), host());
    } finally {
      context.ungetService(reference);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContractRunsAsAServiceAndCostsTheSameOnceItIsCompiled(Machine machine) {
    ExecutionResult first = execute(machine);
    assertThat(first.succeeded()).as("%s", first).isTrue();
    for (int i = 0; i < CALLS_UNTIL_COMPILED; i++) {
      assertThat(execute(machine)).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfARemovedMachineOrItsCompiledContractsIsLeft(Machine machine) throws Exception {
    Set<String> threads = Remains.threads();
    WeakReference<ClassLoader> loader = replaced(machine);
    assertThat(Remains.isCollected(loader)).as("the class loader is collected").isTrue();
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.become(() -> !references(machine).isEmpty())).isTrue();
    assertThat(execute(machine).succeeded()).isTrue();
  }

  private WeakReference<ClassLoader> replaced(Machine machine)
      throws BundleException, InterruptedException {
    for (int i = 0; i < CALLS_UNTIL_COMPILED; i++) {
      execute(machine);
    }
    Bundle bundle = bundle(machine);
    WeakReference<ClassLoader> loader = Remains.classLoader(bundle);
    bundle.stop();
    try {
      assertThat(references(machine)).isEmpty();
      bundle.update();
      Remains.refresh(context, bundle);
    } finally {
      bundle.start();
    }
    return loader;
  }
}
