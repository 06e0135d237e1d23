package io.ghostbridge.api.plugin;

import java.nio.file.Path;

/** What somebody wants to be changed. */
public sealed interface PluginChange {
  /** Which change it is. */
  Action action();

  /** The kinds of change. */
  enum Action {
    /** A plugin that is not there comes. */
    INSTALL,
    /** A plugin is replaced by another version of it. */
    UPDATE,
    /** A plugin goes. */
    REMOVE,
    /** A plugin that is installed starts, now and at each start of the node. */
    ENABLE,
    /** A plugin stops and stays installed. */
    DISABLE
  }

  /**
   * Installs a plugin and starts it. If one of its name is installed, this is an {@link Update}.
   *
   * @param jar a file that is complete; it is copied, and no longer needed when the change is over
   */
  record Install(Path jar) implements PluginChange {
    @Override
    public Action action() {
      return Action.INSTALL;
    }
  }

  /**
   * Replaces the installed plugin of the jar's name. One that is disabled stays so.
   *
   * @param jar a file that is complete; it is copied, and no longer needed when the change is over
   */
  record Update(Path jar) implements PluginChange {
    @Override
    public Action action() {
      return Action.UPDATE;
    }
  }

  /** Removes a plugin. */
  record Remove(String name) implements PluginChange {
    @Override
    public Action action() {
      return Action.REMOVE;
    }
  }

  /** Starts a disabled plugin, or one that failed, once more. */
  record Enable(String name) implements PluginChange {
    @Override
    public Action action() {
      return Action.ENABLE;
    }
  }

  /** Stops a plugin. */
  record Disable(String name) implements PluginChange {
    @Override
    public Action action() {
      return Action.DISABLE;
    }
  }
}
