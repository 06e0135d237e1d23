package io.ghostbridge.tls;

/** Whether clients show a certificate of their own. */
public enum ClientCertificates {
  NONE,
  OPTIONAL,
  REQUIRED
}
