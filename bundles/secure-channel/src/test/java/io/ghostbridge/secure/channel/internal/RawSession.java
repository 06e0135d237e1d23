package io.ghostbridge.secure.channel.internal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.crypto.v1.OpenSessionRequest;
import io.ghostbridge.proto.crypto.v1.OpenSessionResponse;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.CallBinding;
import io.ghostbridge.secure.channel.internal.protocol.ClientHandshake;
import io.ghostbridge.secure.channel.internal.protocol.Direction;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import io.ghostbridge.secure.channel.internal.protocol.Stamp;
import io.ghostbridge.secure.channel.internal.protocol.TrustedKeys;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A session whose messages an attacker, or a test, makes byte by byte. */
final class RawSession {
  static final Primitives PRIMITIVES = new Primitives(SecuredServer.allAlgorithms());

  final Channel channel;
  final SessionId id;
  final SecretBytes root;
  final AeadSuite aead;
  final EpochKeys keys;
  final AtomicLong counter = new AtomicLong();

  /** What a call ended with. */
  record Outcome(Status status, Metadata trailers, List<byte[]> messages) {
    /** {@code ErrorInfo.reason}, or the status's code. */
    String reason() {
      com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
      try {
        return details.getDetailsCount() == 0
            ? status.getCode().name()
            : details.getDetails(0).unpack(ErrorInfo.class).getReason();
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    boolean isAuthenticated() {
      return trailers.containsKey(BoundMetadata.STATUS);
    }
  }

  RawSession(SecuredServer server) throws Exception {
    this(server, KemSuite.X25519, AeadSuite.CHACHA20_POLY1305);
  }

  RawSession(SecuredServer server, KemSuite kem, AeadSuite aead) throws Exception {
    this.aead = aead;
    channel = server.plain();
    try (ClientHandshake handshake = handshake(server, channel, kem, aead)) {
      ClientHandshake.Session opened = handshake.finish(open(channel, handshake.request()));
      id = SessionId.of(opened.parameters().getSessionId().toByteArray());
      root = opened.root();
    }
    keys = EpochKeys.derive(PRIMITIVES, root, id, 0, aead, System.nanoTime());
  }

  static ClientHandshake handshake(
      SecuredServer server, Channel channel, KemSuite kem, AeadSuite aead) throws Exception {
    return new ClientHandshake(
        PRIMITIVES,
        trusted(server, channel),
        kem,
        aead,
        null,
        System.currentTimeMillis() + server.aheadMillis.get());
  }

  static TrustedKeys trusted(SecuredServer server, Channel channel) throws Exception {
    return TrustedKeys.check(
        PRIMITIVES,
        SecureSessionServiceGrpc.newBlockingStub(channel).getServerKeys(Empty.getDefaultInstance()),
        Bytes.wrap(server.nodeKey.publicKey().toByteArray()),
        System.currentTimeMillis());
  }

  static OpenSessionResponse open(Channel channel, OpenSessionRequest request) {
    return SecureSessionServiceGrpc.newBlockingStub(channel).openSession(request);
  }

  Stamp stamp() {
    return new Stamp(id, counter.incrementAndGet(), 0, System.currentTimeMillis());
  }

  /** A request as the protocol has it. */
  byte[] request(
      MethodDescriptor<?, ?> method, int flags, Stamp stamp, Metadata metadata, String body) {
    return Records.protect(
        keys,
        Direction.REQUEST,
        new CallBinding(method.getFullMethodName()),
        BoundMetadata.encode(metadata),
        flags,
        stamp,
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Sends what is given as the messages of one call, whatever it is. */
  Outcome send(MethodDescriptor<byte[], byte[]> method, Metadata metadata, byte[]... messages)
      throws Exception {
    Metadata marked = new Metadata();
    marked.merge(metadata);
    marked.put(BoundMetadata.MARKER, BoundMetadata.VERSION);
    return exchange(channel, method, marked, messages);
  }

  static Outcome exchange(
      Channel channel,
      MethodDescriptor<byte[], byte[]> method,
      Metadata metadata,
      byte[]... messages)
      throws Exception {
    ClientCall<byte[], byte[]> call =
        channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    CompletableFuture<Outcome> end = new CompletableFuture<>();
    List<byte[]> answers = new ArrayList<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] message) {
            answers.add(message);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(new Outcome(status, trailers, answers));
          }
        },
        metadata);
    call.request(1000);
    for (byte[] message : messages) {
      call.sendMessage(message);
    }
    call.halfClose();
    return end.get(30, TimeUnit.SECONDS);
  }

  /** The answer's body. */
  String opened(MethodDescriptor<?, ?> method, byte[] answer) throws Exception {
    CallBinding binding = new CallBinding(method.getFullMethodName());
    var authenticator =
        io.ghostbridge.secure.channel.internal.protocol.Authenticator.ofMessage(
            answer, answer.length);
    if (authenticator == null
        || !Records.isAuthentic(
            keys, Direction.ANSWER, binding, Records.noMetadata(), answer, answer.length)) {
      throw new AssertionError("the answer is not authentic");
    }
    Records.Opened opened =
        Records.open(
            keys,
            Direction.ANSWER,
            binding,
            Records.noMetadata(),
            authenticator,
            answer,
            answer.length);
    return UnsafeByteOperations.unsafeWrap(opened.message(), 0, opened.bodyLength()).toStringUtf8();
  }

  /** A unary call that passes. */
  String call(MethodDescriptor<byte[], byte[]> method, String body) throws Exception {
    Outcome outcome =
        send(method, new Metadata(), request(method, 2, stamp(), new Metadata(), body));
    if (!outcome.status().isOk()) {
      throw outcome.status().asException(outcome.trailers());
    }
    return opened(method, outcome.messages().getFirst());
  }

  static byte[] blocking(Channel channel, MethodDescriptor<byte[], byte[]> method, byte[] body) {
    return ClientCalls.blockingUnaryCall(
        channel, method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), body);
  }
}
