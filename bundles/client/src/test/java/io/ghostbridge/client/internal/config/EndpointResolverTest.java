package io.ghostbridge.client.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ChannelLogger;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of endpoints while names come, go and turn. */
@Timeout(60)
class EndpointResolverTest {
  private static final Endpoint ONE = new Endpoint("one.example", 1);
  private static final Endpoint TWO = new Endpoint("two.example", 2);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final SynchronizationContext context =
      new SynchronizationContext(
          (thread, failure) -> {
            throw new AssertionError(failure);
          });
  private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();
  private final BlockingQueue<NameResolver.ResolutionResult> results = new LinkedBlockingQueue<>();
  private EndpointResolver resolver;

  @BeforeEach
  void open() {
    NameResolver.Args args =
        NameResolver.Args.newBuilder()
            .setDefaultPort(1)
            .setProxyDetector(_ -> null)
            .setSynchronizationContext(context)
            .setServiceConfigParser(new NoServiceConfig())
            .setScheduledExecutorService(timer)
            .setChannelLogger(new NoLog())
            .setOffloadExecutor(Runnable::run)
            .build();
    resolver = new EndpointResolver(List.of(ONE, TWO), args, this::addresses);
  }

  private static final class NoServiceConfig extends NameResolver.ServiceConfigParser {
    @Override
    public NameResolver.ConfigOrError parseServiceConfig(Map<String, ?> raw) {
      return NameResolver.ConfigOrError.fromConfig(raw);
    }
  }

  private static final class NoLog extends ChannelLogger {
    @Override
    public void log(ChannelLogLevel level, String message) {}

    @Override
    public void log(ChannelLogLevel level, String format, Object... parts) {}
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    InetAddress[] known = names.get(host);
    if (known == null) {
      throw new UnknownHostException(host);
    }
    return known;
  }

  private void start() {
    context.execute(
        () ->
            resolver.start(
                new NameResolver.Listener2() {
                  @Override
                  public void onResult(NameResolver.ResolutionResult result) {
                    results.add(result);
                  }

                  @Override
                  public void onError(Status failure) {
                    throw new AssertionError(failure);
                  }
                }));
  }

  private List<EquivalentAddressGroup> next() throws InterruptedException {
    return results.take().getAddressesOrError().getValue();
  }

  private static InetAddress[] at(int... last) throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[last.length];
    for (int i = 0; i < last.length; i++) {
      addresses[i] = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last[i]});
    }
    return addresses;
  }

  @AfterEach
  void close() {
    context.execute(resolver::shutdown);
    timer.shutdownNow();
  }

  @Test
  void anEndpointWhoseNameIsUnknownForAMomentKeepsItsAddresses() throws Exception {
    names.put(ONE.host(), at(1));
    names.put(TWO.host(), at(2));
    start();
    List<EquivalentAddressGroup> before = next();
    names.remove(TWO.host());
    context.execute(resolver::refresh);
    assertThat(next()).isEqualTo(before).hasSize(2);
  }

  @Test
  void aNameThatIsUnknownIsAskedForAgain() throws Exception {
    names.put(ONE.host(), at(1));
    start();
    assertThat(next()).hasSize(1);
    names.put(TWO.host(), at(2));
    List<EquivalentAddressGroup> found = next();
    while (found.size() < 2) {
      found = next();
    }
    assertThat(found.get(1).getAttributes().get(EndpointAttributes.ENDPOINT))
        .isEqualTo("two.example:2");
  }

  /** Pools are kept by their addresses: connections would be made anew with each answer. */
  @Test
  void addressesThatTurnRoundAreTheSame() throws Exception {
    names.put(ONE.host(), at(1, 2, 3));
    names.put(TWO.host(), at(4));
    start();
    List<EquivalentAddressGroup> before = next();
    names.put(ONE.host(), at(2, 3, 1));
    context.execute(resolver::refresh);
    assertThat(next()).isEqualTo(before);
    names.put(ONE.host(), at(2, 3));
    context.execute(resolver::refresh);
    assertThat(next().getFirst().getAddresses()).hasSize(2);
  }
}
