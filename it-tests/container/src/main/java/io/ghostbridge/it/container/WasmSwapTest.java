package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.ExecutionResult;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The machine of WebAssembly comes and goes, and takes the classes of its contracts along. */
@ExtendWith(BundleContextExtension.class)
class WasmSwapTest {
  private static final String FILTER =
      "(" + VirtualMachine.FORMAT + "=" + VirtualMachine.WASM + ")";
  private static final Address ACCOUNT = Word.of(0xa11ce).toAddress();

  /** (func (export "call") (local i32) 1000 times around a loop). */
  private static final Bytes CONTRACT =
      Bytes.fromHex(
          "0061736d01000000010401600000030201000708010463616c6c00000a17011501017f41e807210003402000"
              + "41016b22000d000b0b");

  private static final Hash CODE_HASH = Hash.parse("11".repeat(Hash.SIZE));

  private BundleContext context;

  @BeforeEach
  void take(@InjectBundleContext BundleContext bundleContext) {
    context = bundleContext;
  }

  @AfterEach
  void restart() throws BundleException {
    bundle().start();
  }

  private Bundle bundle() {
    return Stream.of(context.getBundles())
        .filter(bundle -> "io.ghostbridge.wasm".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private Collection<ServiceReference<VirtualMachine>> references() {
    try {
      return context.getServiceReferences(VirtualMachine.class, FILTER);
    } catch (InvalidSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** A state that has the contract's code and nothing else. */
  private static WorldState state() {
    return (WorldState)
        Proxy.newProxyInstance(
            WasmSwapTest.class.getClassLoader(),
            new Class<?>[] {WorldState.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "code" -> CONTRACT;
                  case "codeHash" -> CODE_HASH;
                  case "refund" -> 0L;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Host host() {
    return (Host)
        Proxy.newProxyInstance(
            WasmSwapTest.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, args) -> {
              if (method.getName().equals("tracer")) {
                return null;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private ExecutionResult execute() {
    ServiceReference<VirtualMachine> reference = references().iterator().next();
    VirtualMachine machine = context.getService(reference);
    try {
      Message message = Message.call(ACCOUNT, ACCOUNT, Word.ZERO, Bytes.EMPTY, 1_000_000);
      return machine.execute(message, CONTRACT, state(), host());
    } finally {
      context.ungetService(reference);
    }
  }

  @Test
  void aContractRunsAsAServiceAndCostsTheSameOnceItIsCompiled() {
    ExecutionResult first = execute();
    assertThat(first.succeeded()).as("%s", first).isTrue();
    for (int i = 0; i < 200; i++) {
      assertThat(execute()).isEqualTo(first);
    }
  }

  @Test
  void nothingOfARemovedMachineOrItsCompiledContractsIsLeft() throws Exception {
    Set<String> threads = Remains.threads();
    threads.removeIf(name -> name.equals("wasm-compiler"));
    WeakReference<ClassLoader> loader = replaced();
    assertThat(Remains.isCollected(loader)).as("the class loader is collected").isTrue();
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.become(() -> !references().isEmpty())).isTrue();
    assertThat(execute().succeeded()).isTrue();
  }

  private WeakReference<ClassLoader> replaced() throws BundleException, InterruptedException {
    for (int i = 0; i < 200; i++) {
      execute();
    }
    WeakReference<ClassLoader> loader = Remains.classLoader(bundle());
    bundle().stop();
    assertThat(references()).isEmpty();
    bundle().update();
    Remains.refresh(context, bundle());
    bundle().start();
    return loader;
  }
}
