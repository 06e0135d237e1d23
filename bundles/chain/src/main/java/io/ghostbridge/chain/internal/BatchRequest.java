package io.ghostbridge.chain.internal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.ghostbridge.proto.chain.v1.ResolveDomainsRequest;
import io.ghostbridge.services.Failures;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link ResolveDomainsRequest} as it came. Its queries stay bytes, so that each is recognised by
 * what ResolveDomain knows it by.
 */
final class BatchRequest {
  static final MethodDescriptor.Marshaller<BatchRequest> MARSHALLER = new Marshaller();

  private static final int QUERY_TAG =
      ResolveDomainsRequest.QUERIES_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final byte[] bytes;

  BatchRequest(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The queries in order.
   *
   * @param maximum the most that are allowed; reading stops there
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT if there are more, or the bytes are no
   *     such message
   */
  List<ResolveRequest> queries(int maximum) {
    List<ResolveRequest> queries = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag != QUERY_TAG) {
          in.skipField(tag);
        } else if (queries.size() == maximum) {
          throw tooMany(maximum);
        } else {
          queries.add(new ResolveRequest(in.readByteArray()));
        }
      }
    } catch (IOException e) {
      throw Failures.invalid(
          "MALFORMED_REQUEST", "the request is no ResolveDomainsRequest message");
    }
    return queries;
  }

  private static RuntimeException tooMany(int maximum) {
    return Failures.invalid(
        "TOO_MANY_QUERIES",
        "there are more than "
            + maximum
            + " queries in the request, which is the most here (maximumQueriesPerCall in"
            + " io.ghostbridge.chain.cfg); send them in several calls");
  }

  private static final class Marshaller implements MethodDescriptor.Marshaller<BatchRequest> {
    @Override
    public InputStream stream(BatchRequest value) {
      return new ByteArrayInputStream(value.bytes);
    }

    @Override
    public BatchRequest parse(InputStream stream) {
      try {
        return new BatchRequest(
            stream instanceof KnownLength
                ? stream.readNBytes(stream.available())
                : stream.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
