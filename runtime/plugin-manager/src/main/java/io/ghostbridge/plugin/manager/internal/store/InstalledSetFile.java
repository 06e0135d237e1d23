package io.ghostbridge.plugin.manager.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code installed.json}. It is changed by one atomic rename, so that it tells wholly the old or
 * wholly the new set whenever the process ends.
 */
public final class InstalledSetFile {
  private final Path file;

  /** Takes the directory of the manager's files. */
  public InstalledSetFile(Path directory) throws IOException {
    DurableFiles.makeDirectory(directory);
    file = directory.resolve("installed.json");
  }

  /**
   * What is installed; nothing where there is no file.
   *
   * @throws StoredDataException if the file is not one that was written here
   */
  public InstalledSet read() throws IOException, StoredDataException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(InstalledSetJson.MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      return InstalledSet.EMPTY;
    }
    try {
      return InstalledSetJson.read(bytes);
    } catch (StoredDataException e) {
      throw new StoredDataException(
          file
              + " cannot be read ("
              + e.getMessage()
              + "); no plugin is started: restore the file from a backup, or remove it and install"
              + " the plugins again",
          e);
    }
  }

  /** Records {@code set}; when this returns it will be found at the next start. */
  public void replace(InstalledSet set) throws IOException {
    DurableFiles.replace(file, InstalledSetJson.write(set));
  }
}
