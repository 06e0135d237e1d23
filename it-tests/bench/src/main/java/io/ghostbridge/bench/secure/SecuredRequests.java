package io.ghostbridge.bench.secure;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.CallBinding;
import io.ghostbridge.secure.channel.internal.protocol.ClientHandshake;
import io.ghostbridge.secure.channel.internal.protocol.Direction;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.HandshakeException;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import io.ghostbridge.secure.channel.internal.protocol.Stamp;
import io.ghostbridge.secure.channel.internal.protocol.TrustedKeys;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Requests of one session, made before they are needed, and the check of answers. */
public final class SecuredRequests implements RequestSource {
  private static final byte[] NO_METADATA = {};

  private final CallBinding binding;
  private final byte[] body;
  private final boolean encrypted;
  private final SessionId session;
  private final EpochKeys keys;
  private long counter;
  private byte[][] made = {};
  private int next;

  /**
   * Opens a session with the node at {@code port}.
   *
   * @param method the full name
   * @param body the serialised request
   */
  public SecuredRequests(int port, String method, byte[] body, boolean encrypted)
      throws BenchmarkException, IOException {
    binding = new CallBinding(method);
    this.body = body.clone();
    this.encrypted = encrypted;
    CryptoAlgorithms algorithms = new ClassPathAlgorithms(SecuredRequests.class.getClassLoader());
    Primitives primitives = new Primitives(algorithms);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(Loopback.at(port)).usePlaintext().build();
    try {
      Bytes nodeKey =
          Bytes.wrap(
              GhostChainServiceGrpc.newBlockingStub(channel)
                  .getChainInfo(Empty.getDefaultInstance())
                  .getNodePublicKey()
                  .toByteArray());
      SecureSessionServiceGrpc.SecureSessionServiceBlockingStub stub =
          SecureSessionServiceGrpc.newBlockingStub(channel);
      long now = System.currentTimeMillis();
      TrustedKeys trusted =
          TrustedKeys.check(
              primitives, stub.getServerKeys(Empty.getDefaultInstance()), nodeKey, now);
      try (ClientHandshake handshake =
          new ClientHandshake(
              primitives, trusted, KemSuite.X25519, AeadSuite.AES_256_CTR_HMAC, null, now)) {
        ClientHandshake.Session opened = handshake.finish(stub.openSession(handshake.request()));
        session = SessionId.of(opened.parameters().getSessionId().toByteArray());
        try (SecretBytes root = opened.root()) {
          keys =
              EpochKeys.derive(
                  primitives, root, session, 0, AeadSuite.AES_256_CTR_HMAC, System.nanoTime());
        }
      }
    } catch (HandshakeException | StatusRuntimeException e) {
      throw new BenchmarkException("no session with the node: " + e.getMessage(), e);
    } finally {
      channel.shutdownNow();
    }
  }

  @Override
  public boolean secured() {
    return true;
  }

  /** Makes {@code count} requests; they are good for the node's time window, a minute. */
  public void make(int count) {
    made = new byte[count][];
    int flags = Authenticator.LAST | (encrypted ? Authenticator.ENCRYPTED : 0);
    for (int i = 0; i < count; i++) {
      Stamp stamp = new Stamp(session, ++counter, 0, System.currentTimeMillis());
      byte[] message =
          Records.protect(keys, Direction.REQUEST, binding, NO_METADATA, flags, stamp, body);
      made[i] =
          ByteBuffer.allocate(5 + message.length)
              .put((byte) 0)
              .putInt(message.length)
              .put(message)
              .array();
    }
    next = 0;
  }

  @Override
  public byte[] next() throws BenchmarkException {
    if (next == made.length) {
      throw new BenchmarkException("more requests are wanted than the " + made.length + " made");
    }
    byte[] request = made[next];
    made[next++] = NO_METADATA;
    return request;
  }

  /**
   * Checks an answer's MAC.
   *
   * @param message without gRPC's prefix
   */
  public boolean isAuthentic(byte[] message) {
    return Authenticator.isAtEndOf(message, message.length)
        && Records.isAuthentic(
            keys, Direction.ANSWER, binding, NO_METADATA, message, message.length);
  }
}
