package io.ghostbridge.cli.plugin;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.admin.v1.PluginAction;
import io.ghostbridge.proto.admin.v1.PluginChange;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is to be changed, as it was typed.
 *
 * @param action which change
 * @param what a file, or a plugin's name
 */
record Subject(PluginAction action, String what) {
  /** Checks that a file that is named is there. */
  static Subject of(PluginAction action, String what) {
    if (needsFile(action) && !Files.isReadable(Path.of(what))) {
      throw new CommandException(
          ExitCode.FAILED, "there is no file " + Path.of(what).toAbsolutePath() + " to read");
    }
    if (needsFile(action) && !Files.isRegularFile(Path.of(what))) {
      throw new CommandException(
          ExitCode.FAILED, Path.of(what).toAbsolutePath() + " is no file; expected a plugin's jar");
    }
    return new Subject(action, what);
  }

  static Subject of(String action, String what) {
    return of(
        switch (action) {
          case "install" -> PluginAction.PLUGIN_ACTION_INSTALL;
          case "update" -> PluginAction.PLUGIN_ACTION_UPDATE;
          case "remove" -> PluginAction.PLUGIN_ACTION_REMOVE;
          case "enable" -> PluginAction.PLUGIN_ACTION_ENABLE;
          case "disable" -> PluginAction.PLUGIN_ACTION_DISABLE;
          default ->
              throw new CommandException(
                  ExitCode.USAGE,
                  "'"
                      + action
                      + "' is no change; expected install, update, remove, enable or disable");
        },
        what);
  }

  private static boolean needsFile(PluginAction action) {
    return action == PluginAction.PLUGIN_ACTION_INSTALL
        || action == PluginAction.PLUGIN_ACTION_UPDATE;
  }

  /** Uploads what is to be uploaded. */
  PluginChange change(AdminClient client) {
    var change = PluginChange.newBuilder();
    return switch (action) {
      case PLUGIN_ACTION_INSTALL -> change.setInstallSha256(client.upload(Path.of(what))).build();
      case PLUGIN_ACTION_UPDATE -> change.setUpdateSha256(client.upload(Path.of(what))).build();
      case PLUGIN_ACTION_REMOVE -> change.setRemoveName(what).build();
      case PLUGIN_ACTION_ENABLE -> change.setEnableName(what).build();
      case PLUGIN_ACTION_DISABLE -> change.setDisableName(what).build();
      case PLUGIN_ACTION_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException(action + " is no change");
    };
  }
}
