package io.ghostbridge.plugin.dropin.internal;

/**
 * What came of a file of the directory.
 *
 * @param plugin the plugin's name
 * @param sha256 of the jar that the directory wants to be installed
 * @param formerSha256 of the one before, while it is being replaced; else empty
 * @param pending whether the change to {@code sha256} was begun and not seen to end
 */
record Governed(String plugin, String sha256, String formerSha256, boolean pending) {
  static Governed settled(String plugin, String sha256) {
    return new Governed(plugin, sha256, "", false);
  }

  static Governed pending(String plugin, String sha256, String formerSha256) {
    return new Governed(plugin, sha256, formerSha256, true);
  }

  /** Whether an installed jar came from the directory. */
  boolean isOf(String installedSha256) {
    return installedSha256.equals(sha256) || installedSha256.equals(formerSha256);
  }
}
