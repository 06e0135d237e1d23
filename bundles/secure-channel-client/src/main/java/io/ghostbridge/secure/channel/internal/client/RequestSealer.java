package io.ghostbridge.secure.channel.internal.client;

import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.Direction;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.ghostbridge.secure.channel.internal.protocol.Stamp;

/** Protects the requests of one attempt of a call, in order. For one thread at a time. */
final class RequestSealer {
  private static final byte[] NOTHING = {};

  private final ClientSession session;
  private final SecuredMethod method;
  private final byte[] metadata;
  private final int always;
  private final long counter;
  private int nextSequence;

  RequestSealer(ClientSession session, SecuredMethod method, byte[] metadata, boolean encrypted) {
    this.session = session;
    this.method = method;
    this.metadata = metadata;
    always = encrypted ? Authenticator.ENCRYPTED : 0;
    counter = session.nextCounter();
  }

  long counter() {
    return counter;
  }

  byte[] message(byte[] body, boolean last) {
    return seal(last ? Authenticator.LAST : 0, body);
  }

  /** What begins a stream of requests. */
  byte[] begin() {
    return empty(Authenticator.EMPTY);
  }

  /** What ends a stream of requests. */
  byte[] end() {
    return empty(Authenticator.EMPTY | Authenticator.LAST);
  }

  private byte[] empty(int flags) {
    Stamp stamp = stamp();
    return Records.authenticate(
        session.sendingKeys(),
        Direction.REQUEST,
        method.binding(),
        initial(stamp),
        flags | always,
        stamp,
        new byte[Authenticator.SUFFIX_BYTES]);
  }

  private byte[] seal(int flags, byte[] body) {
    Stamp stamp = stamp();
    return Records.protect(
        session.sendingKeys(),
        Direction.REQUEST,
        method.binding(),
        initial(stamp),
        flags | always,
        stamp,
        body);
  }

  private Stamp stamp() {
    return new Stamp(session.id(), counter, nextSequence++, session.timeMillis());
  }

  private byte[] initial(Stamp stamp) {
    return stamp.sequence() == 0 ? metadata : NOTHING;
  }
}
