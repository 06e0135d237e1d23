package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.PendingTransactions;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/**
 * Ethereum's methods come and go behind the transport of JSON-RPC, which serves on. A chain is
 * there in name only: calls that read it are the business of tests with a whole node.
 */
@ExtendWith(BundleContextExtension.class)
class EthereumRpcSwapTest {
  private static final int SWAPS = 5;
  private static final ChainParameters PARAMETERS =
      new ChainParameters("ghost-test", Amount.ZERO, Amount.ZERO, 1, 1, 1, 1024);

  private final List<ServiceRegistration<?>> chain = new ArrayList<>();
  private BundleContext context;
  private Bundle bundle;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) {
    this.context = context;
    bundle =
        Stream.of(context.getBundles())
            .filter(each -> "io.ghostbridge.ethereum.rpc".equals(each.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    register(Ledger.class);
    register(ContractLedger.class);
    register(PendingTransactions.class);
  }

  @AfterEach
  void removeChain() {
    chain.forEach(ServiceRegistration::unregister);
  }

  @SuppressWarnings("ReferenceEquality") // a proxy equals itself alone
  private <S> void register(Class<S> type) {
    Object service =
        Proxy.newProxyInstance(
            EthereumRpcSwapTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "parameters" -> PARAMETERS;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == args[0];
                  case "toString" -> type.getSimpleName();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    chain.add(context.registerService(type, type.cast(service), null));
  }

  @Test
  void stoppedMethodsLeaveNoThreadAndNoSocketAndTheTransportSaysThatTheyAreGone() throws Exception {
    swap();
    bundle.stop();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    for (int i = 0; i < SWAPS; i++) {
      bundle.start();
      assertServes();
      bundle.stop();
      assertThat(chainNumber()).contains("-32601");
    }
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    bundle.start();
    assertServes();
  }

  @Test
  void updatedMethodsLeaveNoClassLoader() throws Exception {
    WeakReference<ClassLoader> former = swap();
    assertThat(Remains.isCollected(former)).as("the former class loader is collected").isTrue();
    assertServes();
  }

  @Test
  void withoutAChainThereAreNoMethods() throws Exception {
    assertServes();
    chain.removeFirst().unregister();
    assertThat(chainNumber()).contains("-32601");
    register(Ledger.class);
    assertServes();
  }

  private WeakReference<ClassLoader> swap() throws Exception {
    assertServes();
    WeakReference<ClassLoader> former = Remains.classLoader(bundle);
    bundle.update();
    Remains.refresh(context, bundle);
    assertServes();
    return former;
  }

  private void assertServes() throws Exception {
    assertThat(chainNumber()).startsWith("HTTP/1.1 200 ").contains("\"0x6768\"");
  }

  private String chainNumber() throws Exception {
    return JsonRpcClient.call(Transport.JSONRPC.address(context), "eth_chainId");
  }
}
