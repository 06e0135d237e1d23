package io.ghostbridge.plugin.admin.internal;

import io.ghostbridge.api.plugin.PluginChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written behind a shell command that makes a change.
 *
 * @param subject a file or a name
 * @param yes whether the change is to be made, and not only shown
 * @param approvals {@code --approve}
 * @param refreshOthers {@code --refresh-others}
 */
record ChangeArguments(String subject, boolean yes, List<String> approvals, boolean refreshOthers) {
  static ChangeArguments parse(String usage, String... arguments) throws CommandFailure {
    List<String> subjects = new ArrayList<>();
    List<String> approvals = new ArrayList<>();
    boolean yes = false;
    boolean refreshOthers = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--yes" -> yes = true;
        case "--refresh-others" -> refreshOthers = true;
        case "--approve" -> {
          if (++i == arguments.length) {
            throw new CommandFailure("--approve needs a capability or 'all'; usage: " + usage);
          }
          approvals.add(arguments[i]);
        }
        default -> subjects.add(arguments[i]);
      }
    }
    if (subjects.size() != 1 || subjects.getFirst().startsWith("--")) {
      throw new CommandFailure("usage: " + usage);
    }
    return new ChangeArguments(subjects.getFirst(), yes, approvals, refreshOthers);
  }

  /** What {@code action} does to {@link #subject}. */
  PluginChange change(PluginChange.Action action) throws CommandFailure {
    return switch (action) {
      case INSTALL -> new PluginChange.Install(jar());
      case UPDATE -> new PluginChange.Update(jar());
      case REMOVE -> new PluginChange.Remove(subject);
      case ENABLE -> new PluginChange.Enable(subject);
      case DISABLE -> new PluginChange.Disable(subject);
    };
  }

  private Path jar() throws CommandFailure {
    Path path = Path.of(subject);
    if (!path.isAbsolute()) {
      throw new CommandFailure(
          "'"
              + subject
              + "' is a relative path, and the shell has no directory; give an absolute one");
    }
    if (!Files.isRegularFile(path)) {
      throw new CommandFailure("there is no file " + subject + " that the node can read");
    }
    return path;
  }
}
