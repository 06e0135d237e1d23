package io.ghostbridge.plugin.admin.internal;

import com.google.protobuf.ByteString;
import io.ghostbridge.proto.admin.v1.UploadRequest;
import io.ghostbridge.proto.admin.v1.UploadResponse;
import io.ghostbridge.services.Failures;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one upload to a file; whatever ends it early removes the file. */
final class UploadReceiver implements StreamObserver<UploadRequest> {
  static final int MAX_CHUNK_BYTES = 1 << 20;

  private static final Logger log = LoggerFactory.getLogger(UploadReceiver.class);

  private final Uploads uploads;
  private final StreamObserver<UploadResponse> response;
  private final Path part;
  private final FileChannel channel;
  private final MessageDigest digest;
  private String name = "";
  private long bytes;
  private boolean over;

  UploadReceiver(Uploads uploads, StreamObserver<UploadResponse> response) {
    this.uploads = uploads;
    this.response = response;
    part = uploads.newPart();
    try {
      digest = MessageDigest.getInstance("SHA-256");
      channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      throw notWritten(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void onNext(UploadRequest request) {
    if (over) {
      return;
    }
    if (!request.getFileName().isEmpty()) {
      try {
        Uploads.checkName(request.getFileName());
      } catch (StatusRuntimeException e) {
        fail(e);
        return;
      }
      name = request.getFileName();
    }
    ByteString chunk = request.getChunk();
    bytes += chunk.size();
    if (chunk.size() > MAX_CHUNK_BYTES) {
      fail(tooLarge("CHUNK_TOO_LARGE", "a chunk", chunk.size(), MAX_CHUNK_BYTES));
    } else if (bytes > uploads.maxBytes()) {
      fail(tooLarge("JAR_TOO_LARGE", "the jar", bytes, uploads.maxBytes()));
    } else {
      write(chunk);
    }
  }

  private void write(ByteString chunk) {
    try {
      for (ByteBuffer buffer : chunk.asReadOnlyByteBufferList()) {
        digest.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      fail(notWritten(e));
    }
  }

  private static StatusRuntimeException tooLarge(
      String reason, String what, long size, long allowed) {
    return Failures.of(
        Status.Code.RESOURCE_EXHAUSTED,
        reason,
        what
            + " has "
            + size
            + " bytes or more; at most "
            + allowed
            + " are taken (maxUploadMegabytes of io.ghostbridge.plugin.admin)");
  }

  private static StatusRuntimeException notWritten(IOException e) {
    log.error("event=upload_failed", e);
    return Failures.of(
        Status.Code.INTERNAL,
        "UPLOAD_NOT_WRITTEN",
        "the upload could not be written (" + e + "); see the node's log and its free disk space");
  }

  private void fail(StatusRuntimeException failure) {
    discard();
    response.onError(failure);
  }

  @Override
  public void onError(Throwable cancelled) {
    if (!over) {
      discard();
      log.info("event=upload_broken bytes={}", bytes);
    }
  }

  private void discard() {
    over = true;
    try {
      channel.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The manager sweeps the directory when the node starts.
      log.warn("event=upload_not_removed file={} reason=\"{}\"", part, e.toString());
    }
  }

  @Override
  public void onCompleted() {
    if (over) {
      return;
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    try {
      channel.close();
      uploads.keep(part, sha256, name);
    } catch (IOException e) {
      fail(notWritten(e));
      return;
    }
    over = true;
    log.info("event=upload sha256={} bytes={}", sha256, bytes);
    response.onNext(UploadResponse.newBuilder().setSha256(sha256).setSizeBytes(bytes).build());
    response.onCompleted();
  }
}
