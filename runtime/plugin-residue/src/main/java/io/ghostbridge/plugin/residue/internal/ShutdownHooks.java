package io.ghostbridge.plugin.residue.internal;

/** Asks the runtime for a shutdown hook in the only way it answers. */
final class ShutdownHooks {
  private ShutdownHooks() {}

  /** Removes it and, if it was there, adds it again. */
  static boolean isRegistered(Thread hook) {
    try {
      if (!Runtime.getRuntime().removeShutdownHook(hook)) {
        return false;
      }
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException | IllegalArgumentException e) {
      // The JVM ends, so nothing is left; or somebody else added it again meanwhile.
      return e instanceof IllegalArgumentException;
    }
  }
}
