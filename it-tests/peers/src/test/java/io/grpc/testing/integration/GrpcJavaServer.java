package io.grpc.testing.integration;

/** grpc-java's own interop server, on a free port. */
public final class GrpcJavaServer {
  private final TestServiceServer server = new TestServiceServer();

  /** Starts it, in clear text. */
  public GrpcJavaServer() throws Exception {
    server.parseArgs(new String[] {"--port=0", "--use_tls=false"});
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  /** Ends it. */
  public void stop() throws Exception {
    server.stop();
  }
}
