package io.ghostbridge.plugin.dropin.internal;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.plugin.operator.files.FileMark;
import io.ghostbridge.plugin.operator.files.SettledJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the installed plugins follow the directory's files. A plugin follows its file as long as
 * the jar that is installed is the one that came from it; what operators do by other ways stays.
 *
 * <p>For one thread.
 */
final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  private final Path directory;
  private final PluginChanges changes;
  private final GovernedFiles governed;
  private final Refusals refusals;

  /** What was done about a file; there is nothing to do until this is different. */
  private final Map<String, Handled> handled = new HashMap<>();

  /** Files that wait for something beside themselves. */
  private final Map<String, BooleanSupplier> blocked = new HashMap<>();

  /** Files that went and whose plugin is still to be removed. */
  private final Set<String> leaving = new TreeSet<>();

  private record Handled(FileMark jar, Optional<FileMark> approval) {}

  Reconciler(Path directory, PluginChanges changes, GovernedFiles governed, Refusals refusals) {
    this.directory = directory;
    this.changes = changes;
    this.governed = governed;
    this.refusals = refusals;
  }

  /** Follows what a look at the directory found. */
  void reconcile(SettledJars.Look look) throws IOException {
    Set<String> freed = new HashSet<>();
    blocked.forEach(
        (file, still) -> {
          if (!still.getAsBoolean()) {
            freed.add(file);
          }
        });
    freed.forEach(
        file -> {
          blocked.remove(file);
          handled.remove(file);
        });
    for (String file : look.gone()) {
      handled.remove(file);
      blocked.remove(file);
      refusals.clear(file);
      leaving.add(file);
    }
    // First what came, so that a jar under another file name is an update and no removal.
    look.settled().forEach(this::follow);
    for (String file : List.copyOf(leaving)) {
      leave(file);
    }
  }

  private void follow(String file, FileMark mark) {
    leaving.remove(file);
    Path jar = directory.resolve(file);
    Handled now = new Handled(mark, ApprovalFile.of(jar).mark());
    if (now.equals(handled.get(file))) {
      return;
    }
    blocked.remove(file);
    try {
      if (take(file, jar)) {
        refusals.clear(file);
        handled.put(file, now);
      }
    } catch (RefusedException e) {
      if (!PluginChanges.passes(e)) {
        refusals.refuse(file, e.reason(), e.lines());
        handled.put(file, now);
      }
    } catch (IOException e) {
      refusals.refuse(file, "NOT_READ", List.of("the file could not be taken (" + e + ")"));
    }
  }

  /**
   * @return whether nothing is left to do
   */
  private boolean take(String file, Path jar) throws IOException, RefusedException {
    String sha256 = Digests.sha256(jar);
    Optional<Governed> before = governed.of(file);
    if (before.isPresent()
        && before.get().sha256().equals(sha256)
        && isSettled(file, before.get())) {
      return true;
    }
    PluginPlan plan = changes.plan(new PluginChange.Install(jar));
    String planned = plan.after().map(after -> after.sha256()).orElse("");
    if (!planned.equals(sha256)) {
      // It changed under our eyes, and will settle again.
      return false;
    }
    checkOwner(file, plan);
    PluginApproval approval = changes.approval(plan, ApprovalFile.of(jar));
    String former = plan.before().map(identity -> identity.sha256()).orElse("");
    governed.put(file, Governed.pending(plan.name(), sha256, former));
    try {
      changes.apply(plan, approval);
    } catch (RefusedException e) {
      if (former.isEmpty()) {
        governed.remove(file);
      } else {
        governed.put(file, Governed.settled(plan.name(), former));
      }
      throw e;
    }
    governed.put(file, Governed.settled(plan.name(), sha256));
    return true;
  }

  /**
   * Whether there is nothing to do for a file whose content is known; a plugin that others changed
   * stays theirs.
   */
  private boolean isSettled(String file, Governed each) throws IOException {
    boolean wanted = changes.installed(each.plugin()).equals(Optional.of(each.sha256()));
    if (each.pending()) {
      // The process was killed meanwhile, and the manager has the old or the new.
      if (wanted) {
        governed.put(file, Governed.settled(each.plugin(), each.sha256()));
      }
      return wanted;
    }
    if (!wanted) {
      log.info(
          "event=dropin_left_alone file={} plugin={} reason=\"it was changed by other ways since\"",
          file,
          each.plugin());
    }
    return true;
  }

  private void checkOwner(String file, PluginPlan plan) throws IOException, RefusedException {
    String plugin = plan.name();
    Optional<String> owner = governed.fileOf(plugin);
    if (owner.isPresent() && !owner.get().equals(file)) {
      Path other = directory.resolve(owner.get());
      if (Files.exists(other)) {
        blocked.put(file, () -> Files.exists(other));
        throw new RefusedException(
            "SAME_PLUGIN",
            plugin + " is what " + owner.get() + " is for already; take one of the two files out");
      }
    }
    if (plan.before().isEmpty()) {
      return;
    }
    String installed = plan.before().get().sha256();
    boolean ours = owner.flatMap(governed::of).filter(each -> each.isOf(installed)).isPresent();
    if (!ours) {
      blocked.put(file, () -> changes.installed(plugin).equals(Optional.of(installed)));
      throw new RefusedException(
          "NOT_FROM_HERE",
          plugin
              + " "
              + plan.before().get().version()
              + " is installed and did not come from this directory; update it with 'ghostbridge"
              + " plugin update', or hand it over with 'ghostbridge plugin remove "
              + plugin
              + "'");
    }
    if (!owner.orElse(file).equals(file)) {
      // The plugin follows the new file from now on, also if its content is refused.
      governed.put(file, Governed.settled(plugin, installed));
    }
  }

  /** Removes the plugin of a file that went, unless others changed it since. */
  private void leave(String file) throws IOException {
    Optional<Governed> each = governed.of(file);
    Optional<String> installed = each.flatMap(known -> changes.installed(known.plugin()));
    if (each.isEmpty() || installed.isEmpty() || !each.get().isOf(installed.get())) {
      governed.remove(file);
      leaving.remove(file);
      return;
    }
    try {
      PluginPlan plan = changes.plan(new PluginChange.Remove(each.get().plugin()));
      changes.apply(plan, changes.approval(plan, ApprovalFile.of(directory.resolve(file))));
      governed.remove(file);
      leaving.remove(file);
      refusals.clear(file);
    } catch (RefusedException e) {
      if (!PluginChanges.passes(e)) {
        refusals.refuse(file, e.reason(), e.lines());
      }
    }
  }
}
