package io.ghostbridge.peers.interop;

/** A test of grpc-java's that a server passes or fails. */
interface InteropCase {
  /** Throws what is wrong with the server at {@code port} of the loopback address. */
  void run(int port) throws Exception;
}
