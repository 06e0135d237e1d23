package io.ghostbridge.cli.chain;

import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Checks a node's signature of an answer to a query for all types; docs/client/domain-signature.md.
 */
final class DomainSignature {
  private static final byte[] DOMAIN =
      "ghostbridge/domain-response/v1\0".getBytes(StandardCharsets.US_ASCII);

  private DomainSignature() {}

  /**
   * Whether {@code publicKey} signed {@code answer}.
   *
   * @param chainId the chain that is meant
   */
  static boolean isValid(DomainResponse answer, String chainId, byte[] publicKey) {
    byte[] signature = answer.getSignature().toByteArray();
    if (signature.length != Ed25519.SIGNATURE_SIZE || publicKey.length != Ed25519.PUBLIC_KEY_SIZE) {
      return false;
    }
    byte[] message = signed(answer, chainId);
    return Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  private static byte[] signed(DomainResponse answer, String chainId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(DOMAIN);
      text(out, chainId);
      text(out, answer.getDomain());
      // No type was named in the query.
      out.writeInt(0);
      text(out, answer.getOwnerId());
      out.writeLong(answer.getTimestamp());
      out.writeInt(answer.getTtl());
      out.writeLong(answer.getBlockHeight());
      out.writeInt(answer.getRecordsCount());
      for (DNSRecord record : answer.getRecordsList()) {
        text(out, record.getType());
        text(out, record.getValue());
        out.writeInt(record.getPriority());
        out.writeInt(record.getTtl());
      }
    } catch (IOException e) {
      throw new AssertionError("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
