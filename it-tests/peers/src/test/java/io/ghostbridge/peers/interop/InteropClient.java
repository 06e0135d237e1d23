package io.ghostbridge.peers.interop;

import io.grpc.ManagedChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.testing.integration.AbstractInteropTest;

/** grpc-java's interop tests, with its Netty channel to a server that someone else started. */
public class InteropClient extends AbstractInteropTest {
  private static final int FLOW_CONTROL_WINDOW = AbstractInteropTest.TEST_FLOW_CONTROL_WINDOW;

  /** JUnit 4 makes the instances; one test runs at a time. */
  static volatile int serverPort;

  @Override
  protected ManagedChannelBuilder<?> createChannelBuilder() {
    return NettyChannelBuilder.forAddress("127.0.0.1", serverPort)
        .flowControlWindow(FLOW_CONTROL_WINDOW)
        .maxInboundMessageSize(AbstractInteropTest.MAX_MESSAGE_SIZE)
        .usePlaintext();
  }

  @Override
  protected boolean metricsExpected() {
    // The server's tracers are not this test's.
    return false;
  }
}
