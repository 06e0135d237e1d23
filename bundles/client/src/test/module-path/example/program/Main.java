package example.program;

import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.GhostChannelBuilder;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the node at the first argument for a name; with a second, over TLS that trusts that file. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    GhostChannelBuilder builder = GhostChannel.to(arguments[0]);
    if (arguments.length == 1) {
      builder.plaintext();
    } else {
      // Longer than any handshake takes.
      builder
          .tls(ClientTls.trusting(Path.of(arguments[1])))
          .http3(new Http3Policy(0, Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }
    try (GhostChannel channel = builder.build()) {
      System.out.println(
          GhostChainServiceGrpc.newBlockingStub(channel)
              .resolveDomain(DomainQuery.newBuilder().setDomain("name").build())
              .getDomain());
    }
  }
}
