package io.ghostbridge.chain.internal;

import com.google.protobuf.CodedOutputStream;
import io.ghostbridge.proto.chain.v1.DomainFailure;
import io.ghostbridge.proto.chain.v1.DomainResult;
import io.ghostbridge.proto.chain.v1.ResolveDomainsResponse;
import io.ghostbridge.services.Failures;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Composes a {@link ResolveDomainsResponse} of answers that are serialised already. Not for several
 * threads.
 */
final class BatchAnswer {
  /** Half of what clients of gRPC take as one message by default. */
  static final int MAXIMUM_BYTES = 2 << 20;

  private static final SerializedMessage TOO_LARGE =
      SerializedMessage.of(
          BatchFailure.of(
              Failures.of(
                  Status.Code.RESOURCE_EXHAUSTED,
                  "ANSWER_TOO_LARGE",
                  "the answers before this one fill the "
                      + MAXIMUM_BYTES
                      + " bytes that one call may answer; ask for this name in another call")));

  private record Part(int field, SerializedMessage message) {
    /** Without the tag and the length of the result itself. */
    int size() {
      return CodedOutputStream.computeTagSize(field)
          + CodedOutputStream.computeUInt32SizeNoTag(message.size())
          + message.size();
    }

    int sizeInResponse() {
      int size = size();
      return CodedOutputStream.computeTagSize(ResolveDomainsResponse.RESULTS_FIELD_NUMBER)
          + CodedOutputStream.computeUInt32SizeNoTag(size)
          + size;
    }

    void writeTo(CodedOutputStream out) throws IOException {
      out.writeTag(ResolveDomainsResponse.RESULTS_FIELD_NUMBER, LENGTH_DELIMITED);
      out.writeUInt32NoTag(size());
      out.writeTag(field, LENGTH_DELIMITED);
      message.writeWithLength(out);
    }
  }

  private static final int LENGTH_DELIMITED =
      com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final List<Part> parts;
  private int bytes;

  BatchAnswer(int queries) {
    parts = new ArrayList<>(queries);
  }

  /** The next query's answer, a serialised DomainResponse. */
  void add(SerializedMessage response) {
    Part part = new Part(DomainResult.RESPONSE_FIELD_NUMBER, response);
    if (bytes + part.sizeInResponse() > MAXIMUM_BYTES) {
      part = new Part(DomainResult.FAILURE_FIELD_NUMBER, TOO_LARGE);
    }
    add(part);
  }

  /** The next query's failure. */
  void add(DomainFailure failure) {
    add(new Part(DomainResult.FAILURE_FIELD_NUMBER, SerializedMessage.of(failure)));
  }

  private void add(Part part) {
    parts.add(part);
    bytes += part.sizeInResponse();
  }

  SerializedMessage build() {
    byte[] message = new byte[bytes];
    CodedOutputStream out = CodedOutputStream.newInstance(message);
    try {
      for (Part part : parts) {
        part.writeTo(out);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SerializedMessage.ofBytes(message);
  }
}
