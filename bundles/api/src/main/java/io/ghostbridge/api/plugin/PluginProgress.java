package io.ghostbridge.api.plugin;

/**
 * A step of a change that is being made.
 *
 * @param phase which
 * @param text what happens, one line
 */
public record PluginProgress(Phase phase, String text) {
  /** The steps of a change, in their order. */
  public enum Phase {
    /** The jar's signature, its pin and the plan are checked. */
    VERIFY,
    /** The jar is copied into the store. */
    STAGE,
    /** The requirements are matched with what is there. */
    RESOLVE,
    /** What is called now finishes, and the old version stops. */
    DRAIN,
    /** The new version starts. */
    SWITCH,
    /** The new version says whether it works. */
    HEALTH,
    /** The installed set on disk is replaced. */
    COMMIT,
    /** The old version is started again. */
    ROLLBACK,
    /** What is left of the old version is looked for. */
    UNLOAD
  }
}
