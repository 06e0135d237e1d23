package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;

/**
 * Why a request of DNS over HTTPS gets no DNS response. What DNS itself has to say against a query
 * is a response with status 200 and an RCODE (RFC 8484, section 4.2.1).
 */
enum HttpsError {
  BAD_PARAMETER(
      400, "expected one parameter dns with a DNS query in base64url without padding (RFC 8484)"),
  BAD_QUERY(400, "the message is no DNS query: it is shorter than a header, or itself a response"),
  NOT_FOUND(404, "nothing is here"),
  METHOD_NOT_ALLOWED(405, "expected GET, HEAD or POST"),
  NOT_ACCEPTABLE(406, "answers are application/dns-message, which the Accept field leaves out"),
  TOO_LARGE(413, "a query has " + ConnectionQueries.MAXIMUM_QUERY + " bytes at most"),
  TARGET_TOO_LONG(414, "a query has " + ConnectionQueries.MAXIMUM_QUERY + " bytes at most"),
  UNSUPPORTED_MEDIA_TYPE(415, "expected Content-Type: application/dns-message");

  private final int status;
  private final String reason;

  HttpsError(int status, String reason) {
    this.status = status;
    this.reason = reason;
  }

  /** The status code (RFC 9110, section 15). */
  int status() {
    return status;
  }

  /** For people. */
  String reason() {
    return reason;
  }
}
