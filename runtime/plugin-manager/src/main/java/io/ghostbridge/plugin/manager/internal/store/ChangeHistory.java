package io.ghostbridge.plugin.manager.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostbridge.api.plugin.PluginReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code history.jsonl}: one line for each change, the latest last. It is told to operators and
 * decides nothing. When it grows beyond its bound, its older half is dropped.
 */
public final class ChangeHistory {
  private static final long MAX_BYTES = 4 << 20;

  private final Path file;
  private final long maxBytes;

  /** Takes the directory of the manager's files. */
  public ChangeHistory(Path directory) throws IOException {
    this(directory, MAX_BYTES);
  }

  ChangeHistory(Path directory, long maxBytes) throws IOException {
    DurableFiles.makeDirectory(directory);
    this.file = directory.resolve("history.jsonl");
    this.maxBytes = maxBytes;
  }

  /** Adds a report; it is on disk when this returns. */
  public synchronized void add(PluginReport report) throws IOException {
    String line = ReportJson.write(report) + "\n";
    if (Files.exists(file) && Files.size(file) + line.length() > maxBytes) {
      byte[] all = Files.readAllBytes(file);
      int half = all.length / 2;
      while (half < all.length && all[half] != '\n') {
        half++;
      }
      String kept = new String(all, Math.min(half + 1, all.length), remaining(all, half), UTF_8);
      DurableFiles.replace(file, (kept + line).getBytes(UTF_8));
      return;
    }
    // A line that a killed process left unfinished is ended first, so that it spoils no other.
    DurableFiles.append(file, ((endsInALine() ? "" : "\n") + line).getBytes(UTF_8));
  }

  private static int remaining(byte[] all, int half) {
    return all.length - Math.min(half + 1, all.length);
  }

  private boolean endsInALine() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return true;
    }
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      reader.seek(reader.length() - 1);
      return reader.read() == '\n';
    }
  }

  /** The last {@code limit} reports, the latest first. */
  public synchronized List<PluginReport> last(int limit) throws IOException {
    List<PluginReport> reports = new ArrayList<>();
    if (limit > 0 && Files.exists(file)) {
      List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
      for (String line : lines.reversed()) {
        Optional<PluginReport> report = ReportJson.read(line);
        report.ifPresent(reports::add);
        if (reports.size() == limit) {
          break;
        }
      }
    }
    return reports;
  }
}
