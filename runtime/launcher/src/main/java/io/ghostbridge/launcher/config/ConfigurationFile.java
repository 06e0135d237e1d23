package io.ghostbridge.launcher.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of one component as they are written, before anything is known of them.
 *
 * @param pid the component's configuration PID
 * @param settings key to value, with where each was set
 */
public record ConfigurationFile(String pid, Map<String, Setting> settings) {
  private static final String SUFFIX = ".cfg";
  private static final String OPTION = "--set ";
  private static final long MAXIMUM_BYTES = 1 << 20;

  /**
   * @param value as written
   * @param source the file, or the option of the command line
   */
  public record Setting(String value, String source) {}

  /**
   * Reads all {@code *.cfg} of {@code directory}, each named after its PID, and puts the overrides
   * ({@code PID:KEY=VALUE}) over them.
   */
  public static List<ConfigurationFile> readAll(Path directory, List<String> overrides)
      throws ConfigurationException {
    Map<String, Map<String, Setting>> all = new TreeMap<>();
    for (Path file : files(directory)) {
      all.put(pid(file), read(file));
    }
    for (String override : overrides) {
      int colon = override.indexOf(':');
      int equals = override.indexOf('=', colon + 1);
      if (colon <= 0 || equals <= colon + 1) {
        throw ConfigurationException.override(override);
      }
      all.computeIfAbsent(override.substring(0, colon), pid -> new TreeMap<>())
          .put(
              override.substring(colon + 1, equals),
              new Setting(override.substring(equals + 1), OPTION + override));
    }
    List<ConfigurationFile> files = new ArrayList<>();
    all.forEach((pid, settings) -> files.add(new ConfigurationFile(pid, settings)));
    return files;
  }

  /** The PID that a file is named after. */
  static String pid(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /** Whether all of it was said on the command line. */
  public boolean isOverride() {
    return settings.values().stream().allMatch(each -> each.source().startsWith(OPTION));
  }

  /** The {@code *.cfg} of {@code directory}, sorted. */
  static List<Path> files(Path directory) throws ConfigurationException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw ConfigurationException.file(
          directory, "the configuration directory cannot be read (" + e + ")");
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  /** The settings that {@code file} holds. */
  static Map<String, Setting> read(Path file) throws ConfigurationException {
    UniqueKeys properties = new UniqueKeys();
    try {
      if (Files.size(file) > MAXIMUM_BYTES) {
        throw ConfigurationException.file(file, "is larger than " + MAXIMUM_BYTES + " bytes");
      }
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw ConfigurationException.file(file, "is no UTF-8 properties file (" + e + ")");
    }
    if (properties.repeated != null) {
      throw ConfigurationException.file(file, "key '" + properties.repeated + "' is set twice");
    }
    Map<String, Setting> settings = new TreeMap<>();
    properties.forEach(
        (key, value) ->
            settings.put(key.toString(), new Setting(value.toString().strip(), file.toString())));
    return settings;
  }

  /** Which of two values an operator meant is not for us to guess. */
  private static final class UniqueKeys extends Properties {
    private static final long serialVersionUID = 1L;

    @org.jspecify.annotations.Nullable String repeated;

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        repeated = key.toString();
      }
      return super.put(key, value);
    }
  }
}
