package io.ghostbridge.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives plugins their configuration: {@code plugins/<PID>.cfg} in the configuration directory,
 * checked against what the plugin's own Metatype declares.
 *
 * <p>Registered as a service under {@link Function}, with {@link #PROPERTIES}: the launcher shares
 * no classes with bundles but the platform's. Whoever installs a plugin applies it to the bundle
 * before that is started; the answer is empty, or says in one line why the configuration is
 * refused, in which case nothing of it is in effect.
 */
public final class PluginConfiguration implements Function<Bundle, Optional<String>> {
  /** Service property that tells this function from others. */
  public static final Map<String, Object> PROPERTIES = Map.of("ghost.plugin.configuration", true);

  private static final Logger log = LoggerFactory.getLogger(PluginConfiguration.class);

  /**
   * A location that lets every bundle get the configuration: a plugin's changes with its version.
   */
  private static final String ANY_BUNDLE = "?";

  private final Path directory;
  private final Map<String, ConfigurationFile> overrides = new HashMap<>();
  private final Set<String> shipped;
  private final ConfigurationAdmin admin;
  private final Set<String> applied = ConcurrentHashMap.newKeySet();

  /**
   * @param config the configuration directory
   * @param overrides settings of the command line whose PIDs no shipped bundle has
   * @param shipped the PIDs of shipped bundles, which no plugin may configure
   */
  public PluginConfiguration(
      Path config,
      List<ConfigurationFile> overrides,
      Set<String> shipped,
      ConfigurationAdmin admin) {
    this.directory = config.resolve("plugins");
    overrides.forEach(each -> this.overrides.put(each.pid(), each));
    this.shipped = Set.copyOf(shipped);
    this.admin = admin;
  }

  @Override
  public Optional<String> apply(Bundle plugin) {
    try {
      configure(plugin);
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      return Optional.of(
          "the configuration of " + plugin.getSymbolicName() + " cannot be kept: " + e);
    }
  }

  private void configure(Bundle plugin) throws ConfigurationException, IOException {
    ConfigurationSchema schema = ConfigurationSchema.of(new Bundle[] {plugin});
    Map<String, Map<String, Object>> checked = new TreeMap<>();
    for (String pid : schema.pids()) {
      if (shipped.contains(pid)) {
        throw ConfigurationException.shippedPid(plugin.getSymbolicName(), pid);
      }
      ConfigurationFile file = settings(pid);
      if (file != null) {
        checked.put(pid, schema.check(file));
      }
    }
    for (String pid : schema.pids()) {
      Configuration configuration = admin.getConfiguration(pid, ANY_BUNDLE);
      Map<String, Object> values = checked.get(pid);
      if (values == null) {
        configuration.delete();
      } else {
        configuration.update(FrameworkUtil.asDictionary(values));
        log.info("event=plugin-configured plugin={} pid={}", plugin.getSymbolicName(), pid);
      }
      applied.add(pid);
    }
  }

  /** What the file says, and the command line over it; null where neither says anything. */
  private @Nullable ConfigurationFile settings(String pid) throws ConfigurationException {
    Path file = directory.resolve(pid + ".cfg");
    Map<String, ConfigurationFile.Setting> settings = new TreeMap<>();
    boolean written = Files.exists(file);
    if (written) {
      settings.putAll(ConfigurationFile.read(file));
    }
    ConfigurationFile over = overrides.get(pid);
    if (over != null) {
      settings.putAll(over.settings());
    }
    return written || over != null ? new ConfigurationFile(pid, settings) : null;
  }

  /**
   * Checks that everything of the command line was some plugin's, and says which files were not.
   *
   * @throws ConfigurationException naming an option that configures nothing
   */
  public void checkUsed() throws ConfigurationException {
    for (ConfigurationFile each : overrides.values()) {
      if (!applied.contains(each.pid())) {
        Set<String> known = new TreeSet<>(shipped);
        known.addAll(applied);
        throw ConfigurationException.unknownPid(each, String.join(", ", known));
      }
    }
    if (Files.isDirectory(directory)) {
      for (Path file : ConfigurationFile.files(directory)) {
        if (!applied.contains(ConfigurationFile.pid(file))) {
          log.warn(
              "event=configuration-unused file={} reason=\"no installed plugin has this component\"",
              file);
        }
      }
    }
  }
}
