package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RequestHead;
import io.ghostbridge.rpc.RpcCall;
import io.ghostbridge.rpc.RpcPeer;
import io.ghostbridge.rpc.RpcSession;
import io.ghostbridge.rpc.RpcStream;
import io.ghostbridge.rpc.internal.table.MethodEntry;
import io.ghostbridge.rpc.internal.table.MethodTable;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins the calls of a connection: checks the request, finds the method, lets the handler start.
 */
final class GrpcSession implements RpcSession {
  private static final AsciiString POST = AsciiString.cached("POST");
  private static final byte[] IDENTITY_AND_GZIP = FieldNames.ascii("identity,gzip");

  private static final int MAX_LOOKS = 3;

  private final CallSettings settings;
  private final Supplier<MethodTable> table;
  private final RpcPeer peer;
  private final MessageBudget budget;

  GrpcSession(
      CallSettings settings, Supplier<MethodTable> table, RpcPeer peer, MessageBudget budget) {
    this.settings = settings;
    this.table = table;
    this.peer = peer;
    this.budget = budget;
  }

  @Override
  public RpcCall open(RequestHead head, RpcStream stream) {
    CallHeaders headers = new CallHeaders(head);
    if (!headers.isGrpc()) {
      stream.refuse(415, "This port speaks gRPC: the content-type must be application/grpc.\n");
      return new RefusedCall(stream);
    }
    if (!POST.contentEquals(head.method())) {
      stream.refuse(405, "gRPC calls are made with the method POST.\n");
      return new RefusedCall(stream);
    }
    long timeoutNanos = -1;
    byte[] timeout = headers.timeout;
    if (timeout != null) {
      timeoutNanos = GrpcTimeout.parseNanos(timeout);
      if (timeoutNanos < 0) {
        return refuse(
            stream,
            Status.INVALID_ARGUMENT.withDescription(
                "grpc-timeout is '"
                    + text(timeout)
                    + "', expected one to eight digits and one of H, M, S, m, u, n"),
            "MALFORMED_TIMEOUT");
      }
    }
    byte[] encoding = headers.encoding;
    boolean gzip = encoding != null && "gzip".equals(text(encoding));
    if (encoding != null && !gzip && !"identity".equals(text(encoding))) {
      return refuse(
          stream,
          Status.UNIMPLEMENTED.withDescription(
              "grpc-encoding '" + text(encoding) + "' is not known, expected identity or gzip"),
          "UNKNOWN_ENCODING");
    }
    Metadata metadata;
    try {
      metadata = MetadataCodec.decode(head.fields(), head.fieldCount());
    } catch (IllegalArgumentException e) {
      return refuse(
          stream, Status.INVALID_ARGUMENT.withDescription(e.getMessage()), "MALFORMED_METADATA");
    }
    AsciiString authority = head.authority();
    CallRequest request =
        new CallRequest(
            authority == null ? null : authority.toString(),
            timeoutNanos,
            gzip,
            headers.acceptsGzip());
    return start(head.path(), stream, request, metadata);
  }

  @Override
  public boolean mayRunEarly(RequestHead head) {
    for (int i = 0; i < head.fieldCount(); i++) {
      if (FieldNames.is(head.fields()[2 * i], FieldNames.GHOST_SECURE)) {
        return false;
      }
    }
    MethodEntry<?, ?> entry = table.get().find(head.path());
    return entry != null && entry.repeatable();
  }

  private RpcCall start(
      AsciiString path, RpcStream stream, CallRequest request, Metadata metadata) {
    MethodTable current = table.get();
    MethodEntry<?, ?> entry = current.find(path);
    // A gate shuts after the table was swapped, so the next look is at a newer table.
    for (int looks = 1; entry != null && !entry.gate().enter(); looks++) {
      current = table.get();
      entry = looks < MAX_LOOKS ? current.find(path) : null;
    }
    if (entry == null) {
      return current.wasWithdrawn(path)
          ? refuse(
              stream,
              Status.UNAVAILABLE.withDescription(
                  "the service of " + path + " is being replaced or was removed; retry later"),
              "SERVICE_WITHDRAWN")
          : refuse(
              stream,
              Status.UNIMPLEMENTED.withDescription("there is no method " + path),
              "METHOD_NOT_FOUND");
    }
    return start(entry, stream, request, metadata);
  }

  private <Q, A> RpcCall start(
      MethodEntry<Q, A> entry, RpcStream stream, CallRequest request, Metadata metadata) {
    CallRunner<Q, A> call =
        new CallRunner<>(settings, peer, stream, entry, request, metadata, budget);
    call.start();
    if (!call.isOver()) {
      entry.gate().track(call);
    }
    return call;
  }

  private static RpcCall refuse(RpcStream stream, Status status, String reason) {
    byte[][] trailers = StatusTrailers.encode(status, ErrorDetails.of(status, reason));
    if ("UNKNOWN_ENCODING".equals(reason)) {
      byte[][] fields = new byte[trailers.length + 2][];
      System.arraycopy(trailers, 0, fields, 0, trailers.length);
      fields[trailers.length] = FieldNames.GRPC_ACCEPT_ENCODING;
      fields[trailers.length + 1] = IDENTITY_AND_GZIP;
      trailers = fields;
    }
    RefusedCall call = new RefusedCall(stream);
    stream.writeTrailers(trailers);
    return call;
  }

  private static String text(byte @Nullable [] value) {
    return value == null ? "" : new String(value, StandardCharsets.US_ASCII);
  }
}
