package io.ghostbridge.plugin.dropin.internal;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which plugins came from which file of the directory, across restarts. Written before a change is
 * made, so that a plugin is never taken for somebody else's because the process was killed.
 */
final class GovernedFiles {
  private static final Logger log = LoggerFactory.getLogger(GovernedFiles.class);
  private static final int MAX_BYTES = 1 << 20;

  private final Path state;
  private final Path directory;
  private final Map<String, Governed> files = new TreeMap<>();

  private GovernedFiles(Path state, Path directory) {
    this.state = state;
    this.directory = directory;
  }

  /** Reads the file of a former run; one that cannot be read makes no plugin ours. */
  static GovernedFiles load(Path state, Path directory) throws IOException {
    GovernedFiles governed = new GovernedFiles(state, directory);
    if (Files.exists(state)) {
      try {
        governed.parse(Files.size(state) > MAX_BYTES ? "too large" : Files.readString(state));
      } catch (IOException | IllegalArgumentException e) {
        Path aside = state.resolveSibling(state.getFileName() + ".unreadable");
        Files.move(state, aside, StandardCopyOption.REPLACE_EXISTING);
        governed.files.clear();
        log.error(
            "event=dropin_state_unreadable file={} reason=\"{}\" action=\"plugins of the drop-in"
                + " directory stay as they are; take one over by removing it with 'ghostbridge plugin"
                + " remove'\"",
            aside,
            e.toString());
      }
    }
    return governed;
  }

  /** Takes what {@link #save} wrote. */
  void parse(String text) {
    try {
      JsonObject root = JsonParser.parseString(text).getAsJsonObject();
      boolean moved = !root.get("directory").getAsString().equals(directory.toString());
      for (Map.Entry<String, JsonElement> entry : root.getAsJsonObject("files").entrySet()) {
        JsonObject each = entry.getValue().getAsJsonObject();
        String file = entry.getKey();
        Governed governed =
            new Governed(
                each.get("plugin").getAsString(),
                each.get("sha256").getAsString(),
                each.get("formerSha256").getAsString(),
                each.get("pending").getAsBoolean());
        // Another directory that lacks the file does not mean that somebody took it out.
        if (moved && !isIn(directory, file)) {
          log.warn(
              "event=dropin_directory_changed plugin={} file={} action=\"the plugin stays installed;"
                  + " 'ghostbridge plugin remove {}' removes it\"",
              governed.plugin(),
              file,
              governed.plugin());
        } else {
          files.put(file, governed);
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NullPointerException
        | ClassCastException e) {
      throw new IllegalArgumentException("it is not as it was written: " + e.getMessage(), e);
    }
  }

  private static boolean isIn(Path directory, String file) {
    return file.indexOf('/') < 0 && file.indexOf('\0') < 0 && Files.exists(directory.resolve(file));
  }

  Map<String, Governed> all() {
    return Map.copyOf(files);
  }

  Optional<Governed> of(String file) {
    return Optional.ofNullable(files.get(file));
  }

  /** The file that a plugin came from. */
  Optional<String> fileOf(String plugin) {
    return files.entrySet().stream()
        .filter(entry -> entry.getValue().plugin().equals(plugin))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Notes what a file is for, and that no other file is for the same plugin. */
  void put(String file, Governed governed) throws IOException {
    files.values().removeIf(other -> other.plugin().equals(governed.plugin()));
    files.put(file, governed);
    save();
  }

  void remove(String file) throws IOException {
    if (files.remove(file) != null) {
      save();
    }
  }

  /** Replaces the file on disk: a reader finds the old or the new. */
  private void save() throws IOException {
    JsonObject root = new JsonObject();
    root.addProperty("directory", directory.toString());
    root.add("files", new Gson().toJsonTree(files));
    Path next = state.resolveSibling(state.getFileName() + ".new");
    Files.deleteIfExists(next);
    try (FileChannel channel =
        FileChannel.open(
            next,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(root.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
