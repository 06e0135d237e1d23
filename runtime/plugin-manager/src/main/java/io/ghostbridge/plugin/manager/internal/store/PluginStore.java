package io.ghostbridge.plugin.manager.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The jars of plugins, each under its SHA-256: {@code store/<sha256>.jar}. A jar's content never
 * changes; what nothing refers to is swept at the next start.
 */
public final class PluginStore {
  /** The largest jar that is copied; what is verified may be smaller. */
  public static final long MAX_JAR_BYTES = 256L << 20;

  private static final String SUFFIX = ".jar";
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path directory;

  /** Takes the directory of the manager's files. */
  public PluginStore(Path plugins) throws IOException {
    directory = plugins.toAbsolutePath().normalize().resolve("store");
    DurableFiles.makeDirectory(directory);
  }

  /** Where the jars lie, absolute. */
  public Path directory() {
    return directory;
  }

  /** Where the jar of {@code sha256} is, or would be. */
  public Path jar(String sha256) {
    return directory.resolve(sha256 + SUFFIX);
  }

  /** A private copy of a jar, which becomes part of the store or goes when it is closed. */
  public final class Staged implements AutoCloseable {
    private final Path file;
    private final String sha256;

    private Staged(Path file, String sha256) {
      this.file = file;
      this.sha256 = sha256;
    }

    /** The copy, synced, under a name of its own. */
    public Path file() {
      return file;
    }

    /** Of the copy's bytes, as they were written. */
    public String sha256() {
      return sha256;
    }

    /** Gives the copy its name in the store. */
    public Path keep() throws IOException {
      Path jar = jar(sha256);
      DurableFiles.move(file, jar);
      return jar;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Copies a jar, so that what is verified is what is run, whatever becomes of the file meanwhile.
   *
   * @throws IOException if it cannot be read, or is larger than {@link #MAX_JAR_BYTES}
   */
  public Staged stage(Path jar) throws IOException {
    Path file = directory.resolve(UUID.randomUUID() + ".tmp");
    MessageDigest digest = sha256();
    boolean done = false;
    try (InputStream in = Files.newInputStream(jar);
        FileChannel out = DurableFiles.create(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > MAX_JAR_BYTES) {
          throw new IOException("it is larger than " + MAX_JAR_BYTES + " bytes");
        }
        digest.update(buffer, 0, n);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      out.force(true);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
    return new Staged(file, HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * The SHA-256 of a jar's bytes as they are now.
   *
   * @throws NoSuchFileException if it is not there
   */
  public static String digest(Path jar) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(jar)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Removes a jar that nothing refers to any more. */
  public void discard(String sha256) throws IOException {
    Files.deleteIfExists(jar(sha256));
  }

  /**
   * Removes everything but the jars named: copies that were never kept, jars of a change that was
   * never committed, jars that were replaced just before the process ended.
   *
   * @return the names of the files removed
   */
  public List<String> sweep(Set<String> sha256ToKeep) throws IOException {
    List<String> removed = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean kept =
            name.endsWith(SUFFIX)
                && sha256ToKeep.contains(name.substring(0, name.length() - SUFFIX.length()));
        if (!kept && Files.isRegularFile(file)) {
          Files.delete(file);
          removed.add(name);
        }
      }
    }
    return removed;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
