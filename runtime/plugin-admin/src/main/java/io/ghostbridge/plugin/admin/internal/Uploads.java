package io.ghostbridge.plugin.admin.internal;

import io.ghostbridge.services.Failures;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jars that clients sent and that wait for a change: each under the name that the client gave it,
 * in a directory named by its SHA-256.
 */
final class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);
  private static final String PART = ".part";
  private static final int MAX_NAME_BYTES = 255;
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

  /** Forgets everything. */
  synchronized void clear() {
    try {
      for (Path waiting : waiting()) {
        remove(waiting);
      }
    } catch (IOException e) {
      log.warn("event=uploads_not_removed directory={} reason=\"{}\"", directory, e.toString());
    }
  }

  /** A name for bytes that are still coming. */
  Path newPart() {
    return directory.resolve(UUID.randomUUID() + PART);
  }

  /**
   * Refuses what is no name of a file.
   *
   * @throws io.grpc.StatusRuntimeException if it is none
   */
  static void checkName(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES
        || name.startsWith(".")
        || name.indexOf('/') >= 0
        || name.chars().anyMatch(Character::isISOControl)) {
      throw Failures.of(
          Status.Code.INVALID_ARGUMENT,
          "BAD_FILE_NAME",
          "'"
              + abbreviate(name)
              + "' is no file name: expected at most 255 bytes without '/' and control characters,"
              + " not beginning with a dot");
    }
  }

  /** Makes complete bytes findable; the oldest go if too many wait. */
  synchronized void keep(Path part, String sha256, String name) throws IOException {
    Path place = directory.resolve(sha256);
    remove(place);
    Files.createDirectory(
        place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.move(
        part,
        place.resolve(name.isEmpty() ? sha256 + ".jar" : name),
        StandardCopyOption.ATOMIC_MOVE);
    List<Path> waiting = waiting();
    for (Path oldest : waiting.subList(0, Math.max(0, waiting.size() - maxWaiting))) {
      remove(oldest);
    }
  }

  /** The oldest first. */
  private List<Path> waiting() throws IOException {
    Map<Path, FileTime> times = new HashMap<>();
    try (DirectoryStream<Path> places = Files.newDirectoryStream(directory)) {
      for (Path place : places) {
        if (SHA256.matcher(place.getFileName().toString()).matches()) {
          times.put(place, Files.getLastModifiedTime(place));
        }
      }
    }
    List<Path> byAge = new ArrayList<>(times.keySet());
    byAge.sort(Comparator.comparing(place -> times.getOrDefault(place, FileTime.fromMillis(0))));
    return byAge;
  }

  /**
   * The jar of {@code sha256}.
   *
   * @throws io.grpc.StatusRuntimeException if it is no SHA-256, or was not uploaded
   */
  synchronized Path find(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      throw Failures.of(
          Status.Code.INVALID_ARGUMENT,
          "BAD_SHA256",
          "'"
              + abbreviate(sha256)
              + "' is no SHA-256: expected 64 lower-case hexadecimal digits, as Upload answers");
    }
    try {
      List<Path> files = files(directory.resolve(sha256));
      if (!files.isEmpty()) {
        return files.getFirst();
      }
    } catch (IOException e) {
      log.warn("event=upload_not_read sha256={} reason=\"{}\"", sha256, e.toString());
    }
    throw Failures.of(
        Status.Code.NOT_FOUND,
        "NO_SUCH_UPLOAD",
        "no jar of SHA-256 " + sha256 + " was uploaded, or it was used already; upload it again");
  }

  private static List<Path> files(Path place) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(place)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(place)) {
        found.forEach(files::add);
      }
    }
    return files;
  }

  private static void remove(Path place) throws IOException {
    for (Path file : files(place)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(place);
  }

  private static String abbreviate(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /** Forgets a jar that {@link #find} told, when its change was made. */
  synchronized void discard(Path jar) {
    try {
      remove(jar.resolveSibling("").normalize());
    } catch (IOException e) {
      log.warn("event=upload_not_removed file={} reason=\"{}\"", jar, e.toString());
    }
  }
}
