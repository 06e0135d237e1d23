package io.ghostbridge.chain.internal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.services.Failures;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A {@link DomainQuery} as it came. A query that was answered before is recognised by its bytes,
 * without parsing them; other bytes for the same query are merely another key.
 */
final class ResolveRequest implements Comparable<ResolveRequest> {
  static final MethodDescriptor.Marshaller<ResolveRequest> MARSHALLER = new Marshaller();

  private final byte[] bytes;
  private final int hash;

  ResolveRequest(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  int size() {
    return bytes.length;
  }

  DomainQuery parse() {
    try {
      return DomainQuery.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw Failures.invalid("MALFORMED_REQUEST", "the request is no DomainQuery message");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResolveRequest that
        && hash == that.hash
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** An order keeps a hash table's look-ups logarithmic when keys are made to collide. */
  @Override
  public int compareTo(ResolveRequest other) {
    return Arrays.compare(bytes, other.bytes);
  }

  private static final class Marshaller implements MethodDescriptor.Marshaller<ResolveRequest> {
    @Override
    public InputStream stream(ResolveRequest value) {
      return new ByteArrayInputStream(value.bytes);
    }

    @Override
    public ResolveRequest parse(InputStream stream) {
      try {
        return new ResolveRequest(
            stream instanceof KnownLength
                ? stream.readNBytes(stream.available())
                : stream.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
