package io.ghostbridge.secure.channel.internal.client;

import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.Direction;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.RefusedException;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import io.ghostbridge.secure.channel.internal.protocol.Stamp;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** Checks the answers of one attempt of a call, in order. For one thread at a time. */
final class AnswerOpener {
  private static final byte[] NOTHING = {};

  private final ClientSession session;
  private final SecuredMethod method;
  private final long counter;
  private final boolean encrypted;
  private byte[] metadata = NOTHING;
  private int nextSequence;
  private boolean lastSeen;
  private volatile int epoch;

  AnswerOpener(ClientSession session, SecuredMethod method, long counter, boolean encrypted) {
    this.session = session;
    this.method = method;
    this.counter = counter;
    this.encrypted = encrypted;
    epoch = session.sendingKeys().epoch();
  }

  /** The epoch of the last message, or of the call's beginning. */
  int epoch() {
    return epoch;
  }

  void headers(Metadata headers) {
    metadata = BoundMetadata.encode(headers);
  }

  /**
   * The body of a message; null if there is none to deliver.
   *
   * @throws RefusedException if it is not the next authentic one of this call
   */
  Records.@Nullable Opened open(byte[] message) throws RefusedException {
    Authenticator authenticator = Authenticator.ofMessage(message, message.length);
    EpochKeys keys = authenticator == null ? null : keys(authenticator);
    if (authenticator == null || keys == null) {
      throw new RefusedException(Refusal.MAC_MISMATCH);
    }
    byte[] initial = nextSequence == 0 ? metadata : NOTHING;
    if (!Records.isAuthentic(
            keys, Direction.ANSWER, method.binding(), initial, message, message.length)
        || lastSeen
        || authenticator.isEncrypted() != encrypted) {
      throw new RefusedException(Refusal.MAC_MISMATCH);
    }
    nextSequence++;
    lastSeen = authenticator.isLast();
    epoch = keys.epoch();
    Records.Opened opened =
        Records.open(
            keys,
            Direction.ANSWER,
            method.binding(),
            initial,
            authenticator,
            message,
            message.length);
    return authenticator.isEmpty() ? null : opened;
  }

  private @Nullable EpochKeys keys(Authenticator authenticator) {
    Stamp stamp = authenticator.stamp();
    SessionId expected = session.id();
    return stamp.session().equals(expected)
            && stamp.counter() == counter
            && stamp.sequence() == nextSequence
        ? session.receivingKeys(authenticator.epoch())
        : null;
  }

  /** Whether {@code status} is the node's. */
  boolean isAuthentic(Status status, Metadata trailers) {
    byte[] value = trailers.get(BoundMetadata.STATUS);
    if (value == null) {
      return status.isOk() && lastSeen && BoundMetadata.encode(trailers).length == 0;
    }
    Authenticator authenticator = Authenticator.ofStatus(value);
    EpochKeys keys = authenticator == null ? null : keys(authenticator);
    String description = status.getDescription();
    return keys != null
        && Records.isAuthenticStatus(
            keys,
            method.binding(),
            BoundMetadata.encode(trailers),
            status.getCode().value(),
            description == null ? "" : description,
            value);
  }
}
