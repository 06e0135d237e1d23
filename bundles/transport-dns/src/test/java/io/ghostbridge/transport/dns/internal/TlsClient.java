package io.ghostbridge.transport.dns.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.xbill.DNS.Message;

/** A client of DNS over TLS that trusts a server's development certificate. */
final class TlsClient implements AutoCloseable {
  private static final int LIMIT_MILLIS = 20_000;

  private final SSLSocket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  /**
   * @param protocols offered by ALPN
   */
  TlsClient(SSLContext context, int port, String... protocols) throws IOException {
    socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LIMIT_MILLIS);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
  }

  /** Trusts the certificate that the server with {@code data} made. */
  static SSLContext trusting(Path data) throws IOException, GeneralSecurityException {
    Path file = data.resolve("tls").resolve("development-certificate.pem");
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      trusted.setCertificateEntry("server", certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  SSLSocket socket() {
    return socket;
  }

  void send(Message query) throws IOException {
    byte[] wire = query.toWire();
    out.writeShort(wire.length);
    out.write(wire);
    out.flush();
  }

  /** The bytes of the next response. */
  byte[] receive() throws IOException {
    return in.readNBytes(in.readUnsignedShort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
