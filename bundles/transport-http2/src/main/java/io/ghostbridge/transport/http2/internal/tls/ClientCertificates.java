package io.ghostbridge.transport.http2.internal.tls;

import io.netty.handler.ssl.ClientAuth;

/** Whether clients show a certificate of their own. */
public enum ClientCertificates {
  NONE(ClientAuth.NONE),
  OPTIONAL(ClientAuth.OPTIONAL),
  REQUIRED(ClientAuth.REQUIRE);

  private final ClientAuth clientAuth;

  ClientCertificates(ClientAuth clientAuth) {
    this.clientAuth = clientAuth;
  }

  ClientAuth clientAuth() {
    return clientAuth;
  }
}
