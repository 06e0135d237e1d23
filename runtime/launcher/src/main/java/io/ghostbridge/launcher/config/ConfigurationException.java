package io.ghostbridge.launcher.config;

import java.nio.file.Path;
import java.util.Objects;

/** A configuration that is refused, in one line: file, key, value, and what is allowed. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private ConfigurationException(String message) {
    super(message);
  }

  static ConfigurationException value(String source, String key, String value, String allowed) {
    return new ConfigurationException(
        source + ": key '" + key + "' has the value '" + clip(value) + "'; allowed: " + allowed);
  }

  static ConfigurationException unknownKey(String source, String key, String value, String known) {
    return new ConfigurationException(
        source
            + ": unknown key '"
            + clip(key)
            + "' with the value '"
            + clip(value)
            + "'; allowed: "
            + known);
  }

  static ConfigurationException unknownPid(ConfigurationFile file, String known) {
    String source =
        file.settings().values().stream()
            .findFirst()
            .map(ConfigurationFile.Setting::source)
            .orElse(file.pid() + ".cfg");
    return new ConfigurationException(
        source
            + ": no bundle has a component '"
            + clip(file.pid())
            + "' to configure; allowed: "
            + known
            + "; a plugin's file belongs into the directory plugins/ beside it");
  }

  static ConfigurationException shippedPid(String plugin, String pid) {
    return new ConfigurationException(
        "the plugin "
            + plugin
            + " declares the configuration '"
            + clip(pid)
            + "', which is a shipped bundle's; expected a PID that begins with the plugin's name");
  }

  static ConfigurationException file(Path file, String problem) {
    return new ConfigurationException(file + ": " + problem);
  }

  static ConfigurationException override(String override) {
    return new ConfigurationException(
        "--set "
            + clip(override)
            + ": expected PID:KEY=VALUE, such as io.ghostbridge.transport.dns:port=5353");
  }

  private static String clip(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  /** The line for the operator; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
