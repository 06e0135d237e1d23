package io.ghostbridge.plugin.admin.internal;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Jars that clients sent and that wait for a change, each under its SHA-256. */
final class Uploads {
  private static final String PART = ".part";
  private static final String JAR = ".jar";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path directory;
  private final long maxBytes;
  private final int maxWaiting;

  Uploads(Path directory, long maxBytes, int maxWaiting) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.maxWaiting = maxWaiting;
  }

  long maxBytes() {
    return maxBytes;
  }

  /** A name for bytes that are still coming. */
  Path newPart() {
    return directory.resolve(UUID.randomUUID() + PART);
  }

  /** Makes complete bytes findable; the oldest go if too many wait. */
  void keep(Path part, String sha256) throws IOException {
    Files.move(part, directory.resolve(sha256 + JAR), StandardCopyOption.ATOMIC_MOVE);
    List<Path> waiting = waiting();
    for (Path oldest : waiting.subList(0, Math.max(0, waiting.size() - maxWaiting))) {
      Files.deleteIfExists(oldest);
    }
  }

  private List<Path> waiting() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*" + JAR)) {
      for (Path jar : jars) {
        times.put(jar, Files.getLastModifiedTime(jar));
      }
    }
    List<Path> byAge = new ArrayList<>(times.keySet());
    byAge.sort(Comparator.comparing(jar -> times.getOrDefault(jar, FileTime.fromMillis(0))));
    return byAge;
  }

  /**
   * The jar of {@code sha256}.
   *
   * @throws io.grpc.StatusRuntimeException if it is no SHA-256, or was not uploaded
   */
  Path find(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      throw RpcErrors.of(
          Status.Code.INVALID_ARGUMENT,
          "BAD_SHA256",
          "'"
              + abbreviate(sha256)
              + "' is no SHA-256: expected 64 lower-case hexadecimal digits, as Upload answers");
    }
    Path jar = directory.resolve(sha256 + JAR);
    if (!Files.isRegularFile(jar)) {
      throw RpcErrors.of(
          Status.Code.NOT_FOUND,
          "NO_SUCH_UPLOAD",
          "no jar of SHA-256 " + sha256 + " was uploaded, or it was used already; upload it again");
    }
    return jar;
  }

  private static String abbreviate(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /** Forgets a jar whose change was made. */
  void discard(Path jar) {
    try {
      Files.deleteIfExists(jar);
    } catch (IOException e) {
      // The manager sweeps the directory when the node starts.
      org.slf4j.LoggerFactory.getLogger(Uploads.class)
          .warn("event=upload_not_removed file={} reason=\"{}\"", jar, e.toString());
    }
  }
}
