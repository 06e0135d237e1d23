package io.ghostbridge.secure.channel.internal.protocol;

import io.grpc.Status;

/**
 * Why something is refused: section 9. One text for each, whatever it was that did not fit, so that
 * nobody learns more from it.
 */
public enum Refusal {
  MAC_MISMATCH(
      Status.Code.UNAUTHENTICATED,
      "the message is not what its sender made; it, its method or its metadata was changed on the"
          + " way: send it again over a way that changes nothing"),
  SESSION_EXPIRED(
      Status.Code.UNAUTHENTICATED,
      "the session, or the epoch of its keys, is unknown, over or revoked: open a new session"),
  REPLAYED(
      Status.Code.UNAUTHENTICATED,
      "the call was received before, or a message is out of its order: use each counter for one"
          + " call"),
  CLOCK_SKEW(
      Status.Code.UNAUTHENTICATED,
      "the request's time is too far from the server's: use the session's time, which begins with"
          + " SessionParameters.time_millis"),
  TRUNCATED(
      Status.Code.UNAUTHENTICATED,
      "the request ended before its last message: somebody cut it off, send it again"),
  ENCRYPTION_REQUIRED(
      Status.Code.FAILED_PRECONDITION,
      "the method takes encrypted bodies only: send a SecurePayload"),
  UNKNOWN_ALGORITHM(
      Status.Code.INVALID_ARGUMENT,
      "the algorithm is not one of the server's, or not the session's: choose one of GetServerKeys"),
  ALGORITHM_NOT_AVAILABLE(
      Status.Code.UNAVAILABLE, "an algorithm of the secure channel is not installed at present"),
  SECURE_VERSION(Status.Code.UNIMPLEMENTED, "ghost-secure names an unknown version, expected 1"),
  HANDSHAKE_FAILED(
      Status.Code.UNAUTHENTICATED,
      "the request to open a session is not authentic, was seen before, or its time is too far from"
          + " the server's: make a new one with the server's present keys and a right clock"),
  UNKNOWN_KEY_SET(
      Status.Code.FAILED_PRECONDITION,
      "key_set_hash is not of the server's present keys: ask for them with GetServerKeys"),
  MALFORMED_HANDSHAKE(Status.Code.INVALID_ARGUMENT, "a field of the request has the wrong length"),
  WRONG_EPOCH(Status.Code.FAILED_PRECONDITION, "epoch is not the session's present epoch plus 1"),
  TOO_MANY_SESSIONS(
      Status.Code.RESOURCE_EXHAUSTED,
      "the node, or the client, has as many sessions as it may: use or close those there are"),
  TOO_MANY_HANDSHAKES(
      Status.Code.RESOURCE_EXHAUSTED, "too many sessions are being opened at once: retry later"),
  OPERATOR_ONLY(
      Status.Code.PERMISSION_DENIED,
      "the method is the operator's: call it on the operator's socket, or with an operator's"
          + " certificate"),
  NOT_IN_SESSION(
      Status.Code.FAILED_PRECONDITION,
      "the method concerns the session it is called in: call it through the secure channel");

  private final Status.Code code;
  private final String message;

  Refusal(Status.Code code, String message) {
    this.code = code;
    this.message = message;
  }

  public Status.Code code() {
    return code;
  }

  public String message() {
    return message;
  }
}
