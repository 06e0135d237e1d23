package io.ghostbridge.name.hosts.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file, and again whenever it changed. It looks instead of being told: that works for
 * network file systems, for links that are switched, and for directories that are replaced.
 *
 * <p>A file that changed is read when it was the same at two looks, so that a file that is being
 * written is not taken for the whole. One that cannot be read as a whole changes nothing.
 */
final class FileWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FileWatch.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /** File systems tell time in steps; two changes within one may leave the same stamp. */
  private static final Duration TIME_STEP = Duration.ofSeconds(2);

  private final Path file;
  private final NameFileFormat format;
  private final NameFile names;
  private final long maximumBytes;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  // Used by one thread after the other: the one that starts the watch, then the watch's own.
  private @Nullable FileStamp read;
  private @Nullable FileStamp seen;
  private byte[] digest = new byte[0];
  private boolean settled;
  private String complaint = "";

  /** Neither reads nor looks by itself; {@link #start} makes one that does. */
  FileWatch(
      Path file, NameFileFormat format, NameFile names, long maximumBytes, long intervalMillis) {
    this.file = file;
    this.format = format;
    this.names = names;
    this.maximumBytes = maximumBytes;
    this.thread = Thread.ofVirtual().name("name-hosts").unstarted(() -> run(intervalMillis));
  }

  /** Reads the file now, and goes on looking until closed. */
  static FileWatch start(
      Path file, NameFileFormat format, NameFile names, long maximumBytes, long intervalMillis) {
    var watch = new FileWatch(file, format, names, maximumBytes, intervalMillis);
    watch.look(true);
    watch.thread.start();
    return watch;
  }

  private void run(long intervalMillis) {
    try {
      while (!stopped.await(intervalMillis, TimeUnit.MILLISECONDS)) {
        look(false);
      }
    } catch (InterruptedException e) {
      // Nobody else has this thread: it is to end.
    }
  }

  /**
   * Looks whether the file changed.
   *
   * @param atOnce whether to read it even if it was not the same at the last look
   */
  void look(boolean atOnce) {
    try {
      FileStamp now = FileStamp.of(file);
      if (now.equals(read) && settled) {
        return;
      }
      if (atOnce || now.equals(seen)) {
        load(now);
      }
      seen = now;
    } catch (NoSuchFileException e) {
      seen = null;
      complain(0, "the file does not exist; create it or correct its path in the configuration");
    } catch (IOException | RuntimeException e) {
      complain(0, "the file cannot be read (" + e + ")");
    }
  }

  private void load(FileStamp now) throws IOException {
    if (now.size() > maximumBytes) {
      read = now;
      settled = true;
      complain(
          0,
          "the file has "
              + now.size()
              + " bytes; at most "
              + maximumBytes
              + " are read, see maximumFileKilobytes");
      return;
    }
    byte[] content;
    try (var in = Files.newInputStream(file)) {
      content = in.readNBytes((int) now.size() + 1);
    }
    if (content.length != now.size() || !FileStamp.of(file).equals(now)) {
      // It is being written; the next looks will tell.
      settled = false;
      return;
    }
    byte[] previous = digest;
    digest = digest(content);
    boolean same = now.equals(read) && Arrays.equals(previous, digest);
    read = now;
    settled = now.modified().toInstant().isBefore(Instant.now().minus(TIME_STEP));
    if (!same) {
      parse(content, now);
    }
  }

  private void parse(byte[] content, FileStamp now) {
    try {
      NameData data =
          format.read(content, names.data(), now.modified().toInstant().getEpochSecond());
      names.replace(data);
      complaint = "";
      log.info("event=names-read file={} zones={} names={}", file, format.zones(), data.names());
    } catch (NameFileException e) {
      complain(e.line(), e.reason());
    }
  }

  /** Says once what is wrong, until something else is. */
  private void complain(int line, String reason) {
    String described = line == 0 ? reason : "line " + line + ": " + reason;
    if (described.equals(complaint)) {
      return;
    }
    complaint = described;
    names.unreadable(file + ": " + described);
    NameData kept = names.data();
    log.error(
        "event=names-refused file={} line={} reason=\"{}\" names_kept={}",
        file,
        line == 0 ? "-" : line,
        reason,
        kept == null ? 0 : kept.names());
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Looks no more; returns when a look in progress has ended, within a bound. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      if (!thread.join(STOP_LIMIT)) {
        log.warn("event=names-watch-lingers file={}", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
