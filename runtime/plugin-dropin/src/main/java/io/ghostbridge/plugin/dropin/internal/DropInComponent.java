package io.ghostbridge.plugin.dropin.internal;

import io.ghostbridge.api.plugin.PluginManager;
import io.ghostbridge.plugin.operator.files.SettledJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the drop-in directory while it is active. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.ghostbridge.plugin.dropin")
@Designate(ocd = DropInConfig.class)
public final class DropInComponent {
  private static final Logger log = LoggerFactory.getLogger(DropInComponent.class);
  private static final String OFF = "off";

  private final @Nullable DropInWatcher watcher;
  private final @Nullable Thread thread;

  /** Makes the directory if no plugin came from it yet, and begins to look at it. */
  @Activate
  public DropInComponent(
      BundleContext context, @Reference PluginManager manager, DropInConfig config)
      throws IOException {
    this(Path.of(context.getProperty("ghost.data.directory")), manager, config);
  }

  DropInComponent(Path data, PluginManager manager, DropInConfig config) throws IOException {
    if (config.directory().equals(OFF)) {
      watcher = null;
      thread = null;
      return;
    }
    Path directory =
        config.directory().isEmpty()
            ? data.resolve("plugins").resolve("drop-in")
            : data.resolve(config.directory());
    directory = directory.toAbsolutePath().normalize();
    Path own = data.resolve("plugin-dropin");
    makePrivate(own);
    GovernedFiles governed = GovernedFiles.load(own.resolve("governed.json"), directory);
    if (governed.all().isEmpty()) {
      // With plugins from it, a missing directory more likely is one that was not mounted.
      makePrivate(directory);
    }
    SettledJars jars =
        new SettledJars(
            directory, TimeUnit.MILLISECONDS.toNanos(config.settleMillis()), System::nanoTime);
    governed.all().keySet().forEach(jars::expect);
    Refusals refusals = new Refusals(directory);
    DropInWatcher started =
        new DropInWatcher(
            directory,
            jars,
            new Reconciler(
                directory, new PluginChanges(manager, config.refreshOthers()), governed, refusals),
            new IncompleteFiles(
                refusals,
                TimeUnit.MILLISECONDS.toNanos(config.incompleteNoticeMillis()),
                System::nanoTime),
            TimeUnit.MILLISECONDS.toNanos(config.rescanMillis()));
    watcher = started;
    log.info("event=dropin_watching directory={} plugins={}", directory, governed.all().size());
    thread = Thread.ofVirtual().name("plugin-dropin").start(started);
  }

  private static void makePrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Stops looking, after the change that may be being made. */
  @Deactivate
  public void stop() throws IOException, InterruptedException {
    DropInWatcher open = watcher;
    Thread running = thread;
    if (open != null && running != null) {
      open.close();
      running.join();
    }
  }
}
