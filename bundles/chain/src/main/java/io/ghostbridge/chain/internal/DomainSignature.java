package io.ghostbridge.chain.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import java.io.ByteArrayOutputStream;
import java.util.SortedSet;

/** Signs a {@link DomainResponse}; docs/client/domain-signature.md is the encoding's definition. */
final class DomainSignature {
  private static final byte[] PREFIX = "ghostbridge/domain-response/v1\0".getBytes(UTF_8);

  private final ByteArrayOutputStream signed = new ByteArrayOutputStream(512);

  private DomainSignature() {}

  /** Adds the signature and the key to {@code answer}, whose other fields are complete. */
  static void sign(
      DomainResponse.Builder answer,
      String chainId,
      SortedSet<String> requestedTypes,
      SigningKey key) {
    answer
        .setSignature(
            ByteString.copyFrom(key.sign(signedBytes(answer.build(), chainId, requestedTypes))))
        .setSignerPublicKey(ByteString.copyFrom(key.publicKey().unsafeArray()));
  }

  /**
   * What is signed: the answer without signature and key, the chain that it is of, and the types
   * that were asked for, since an answer to another question must not pass for one to this.
   */
  static byte[] signedBytes(
      DomainResponse answer, String chainId, SortedSet<String> requestedTypes) {
    DomainSignature encoder = new DomainSignature();
    encoder.signed.writeBytes(PREFIX);
    encoder.text(chainId);
    encoder.text(answer.getDomain());
    encoder.number32(requestedTypes.size());
    requestedTypes.forEach(encoder::text);
    encoder.text(answer.getOwnerId());
    encoder.number64(answer.getTimestamp());
    encoder.number32(answer.getTtl());
    encoder.number64(answer.getBlockHeight());
    encoder.number32(answer.getRecordsCount());
    for (DNSRecord each : answer.getRecordsList()) {
      encoder.text(each.getType());
      encoder.text(each.getValue());
      encoder.number32(each.getPriority());
      encoder.number32(each.getTtl());
    }
    return encoder.signed.toByteArray();
  }

  private void text(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    number32(utf8.length);
    signed.writeBytes(utf8);
  }

  private void number32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      signed.write(value >>> shift);
    }
  }

  private void number64(long value) {
    number32((int) (value >>> 32));
    number32((int) value);
  }
}
