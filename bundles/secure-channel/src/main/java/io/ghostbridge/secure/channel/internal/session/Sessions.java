package io.ghostbridge.secure.channel.internal.session;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.proto.crypto.v1.OpenSessionRequest;
import io.ghostbridge.proto.crypto.v1.OpenSessionResponse;
import io.ghostbridge.proto.crypto.v1.RotateKeysRequest;
import io.ghostbridge.proto.crypto.v1.RotateKeysResponse;
import io.ghostbridge.proto.crypto.v1.ServerKeys;
import io.ghostbridge.proto.crypto.v1.SessionParameters;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.HandshakeException;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.RefusedException;
import io.ghostbridge.secure.channel.internal.protocol.Rotations;
import io.ghostbridge.secure.channel.internal.protocol.ServerHandshake;
import io.ghostbridge.secure.channel.internal.protocol.ServerKeyRing;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import java.util.concurrent.Semaphore;

/** How sessions begin, go on and end: sections 2, 3 and 8. Safe for use by any thread. */
public final class Sessions implements AutoCloseable {
  private final Primitives primitives;
  private final SessionLimits limits;
  private final SessionClock clock;
  private final KeyRings keys;
  private final SessionTable table;
  private final SeenHandshakes seen;
  private final Semaphore handshakes;

  /**
   * @param identity the node's key
   * @param keyLifetimeMillis how long a set of keys for handshakes is valid
   * @param maxHandshakes how many are worked on at once
   */
  public Sessions(
      Primitives primitives,
      SigningKey identity,
      SessionLimits limits,
      SessionClock clock,
      long keyLifetimeMillis,
      int maxHandshakes) {
    this.primitives = primitives;
    this.limits = limits;
    this.clock = clock;
    keys = new KeyRings(primitives, identity, clock, keyLifetimeMillis);
    table = new SessionTable(limits, clock);
    seen = new SeenHandshakes(limits.timeWindowMillis());
    handshakes = new Semaphore(maxHandshakes);
  }

  public SessionTable table() {
    return table;
  }

  public SessionLimits limits() {
    return limits;
  }

  public SessionClock clock() {
    return clock;
  }

  /** What clients open sessions to. */
  public ServerKeys serverKeys() {
    return keys.present().published();
  }

  /**
   * Opens a session.
   *
   * @param address where the client calls from
   */
  public OpenSessionResponse open(OpenSessionRequest request, String address)
      throws HandshakeException, RefusedException {
    if (!handshakes.tryAcquire()) {
      throw new RefusedException(Refusal.TOO_MANY_HANDSHAKES);
    }
    try {
      ServerKeyRing ring = keys.find(Bytes.wrap(request.getKeySetHash().toByteArray()));
      if (ring == null) {
        throw new RefusedException(Refusal.UNKNOWN_KEY_SET);
      }
      try (ServerHandshake handshake = ServerHandshake.accept(primitives, ring, request)) {
        return open(handshake, address);
      }
    } finally {
      handshakes.release();
    }
  }

  private OpenSessionResponse open(ServerHandshake handshake, String address)
      throws HandshakeException, RefusedException {
    long now = clock.millis();
    if (isOutside(handshake.timeMillis(), now) || !seen.take(handshake.fingerprint(), now)) {
      throw new RefusedException(Refusal.HANDSHAKE_FAILED);
    }
    SessionId id = SessionId.of(primitives.random().bytes(SessionId.BYTES));
    ServerHandshake.Answer answer = handshake.respond(parameters(id, now));
    Session session =
        new Session(
            id,
            client(handshake, address),
            handshake.kem(),
            handshake.aead(),
            limits,
            clock,
            answer.root(),
            derive(answer.root(), id, 0, handshake.aead()));
    try {
      table.add(session);
    } catch (RefusedException e) {
      session.close();
      throw e;
    }
    return answer.response();
  }

  /** The keys of {@code root}, which does not outlive a failure. */
  private EpochKeys derive(SecretBytes root, SessionId session, int epoch, AeadSuite aead) {
    try {
      return EpochKeys.derive(primitives, root, session, epoch, aead, clock.nanos());
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /** Whether {@code timeMillis} is too far from {@code nowMillis}, whatever it is. */
  public boolean isOutside(long timeMillis, long nowMillis) {
    return timeMillis < nowMillis - limits.timeWindowMillis()
        || timeMillis > nowMillis + limits.timeWindowMillis();
  }

  private SessionParameters parameters(SessionId id, long nowMillis) {
    return SessionParameters.newBuilder()
        .setSessionId(ByteString.copyFrom(id.toBytes()))
        .setTimeMillis(nowMillis)
        .setTimeWindowMillis(limits.timeWindowMillis())
        .setRotateAfterMillis(limits.rotateAfterMillis())
        .setRotateAfterMessages(limits.rotateAfterMessages())
        .setRotateAfterBytes(limits.rotateAfterBytes())
        .setLifetimeMillis(limits.lifetimeMillis())
        .setIdleTimeoutMillis(limits.idleTimeoutMillis())
        .build();
  }

  private static Session.Client client(ServerHandshake handshake, String address) {
    Bytes key = handshake.clientKey();
    if (key == null) {
      return new Session.Client("address:" + address, null);
    }
    String name = "ed25519:" + key.toHex();
    return new Session.Client(name, new CallerIdentity(name, false));
  }

  /** Agrees on the next epoch of {@code session}. */
  public RotateKeysResponse rotate(Session session, RotateKeysRequest request)
      throws HandshakeException, RefusedException {
    if (request.getEpoch() != session.sendingKeys().epoch() + 1) {
      throw new RefusedException(Refusal.WRONG_EPOCH);
    }
    if (!handshakes.tryAcquire()) {
      throw new RefusedException(Refusal.TOO_MANY_HANDSHAKES);
    }
    try (SecretBytes root = session.root()) {
      Rotations.Answer answer =
          Rotations.answer(primitives, session.id(), session.kem(), session.aead(), root, request);
      EpochKeys next = derive(answer.root(), session.id(), request.getEpoch(), session.aead());
      if (!session.prepare(answer.root(), next)) {
        answer.root().close();
        next.close();
        throw new RefusedException(Refusal.WRONG_EPOCH);
      }
      return answer.response();
    } finally {
      handshakes.release();
    }
  }

  /** To be called now and then: ends what is over, wipes what is not needed. */
  public void sweep() {
    table.sweep();
    seen.sweep(clock.millis());
  }

  @Override
  public void close() {
    table.close();
    keys.close();
  }
}
