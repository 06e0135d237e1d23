package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.api.plugin.PluginManager;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginProgress;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginVerification;
import io.ghostbridge.plugin.guard.PluginGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manager as others see it. */
public final class PluginService implements PluginManager {
  private static final Logger LOG = LoggerFactory.getLogger(PluginService.class);
  private static final int MAX_HISTORY = 1000;

  private final PluginEngine engine;
  private final Parts parts;
  private final PluginInfos infos;
  private final Path incoming;

  /** Takes what answers. */
  public PluginService(PluginEngine engine, Parts parts, PluginGuard guard, Path incoming) {
    this.engine = engine;
    this.parts = parts;
    this.infos = new PluginInfos(engine, guard);
    this.incoming = incoming;
  }

  @Override
  public Path incomingDirectory() {
    return incoming;
  }

  @Override
  public List<PluginInfo> list() {
    return infos.list();
  }

  @Override
  public PluginInfo info(String name) throws PluginException {
    return infos.list().stream()
        .filter(info -> info.identity().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new PluginException(
                    "NO_SUCH_PLUGIN",
                    "no plugin '" + name + "' is installed: list tells which are"));
  }

  @Override
  public PluginPlan plan(PluginChange change) throws PluginException {
    return engine.plan(change);
  }

  @Override
  public PluginReport apply(
      PluginPlan plan, PluginApproval approval, Consumer<? super PluginProgress> progress)
      throws PluginException {
    // On a thread of its own: who asked may be interrupted, the change may not stop half-way.
    FutureTask<PluginReport> change =
        new FutureTask<>(() -> engine.apply(plan, approval, progress));
    Thread.ofVirtual().name("plugin-change-" + plan.name()).start(change);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return change.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw refused(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static PluginException refused(@Nullable Throwable cause) {
    if (cause instanceof PluginException e) {
      return new PluginException(e.reason(), String.valueOf(e.getMessage()), e);
    }
    LOG.error("event=plugin-change-failed", cause);
    return new PluginException(
        "INTERNAL",
        "the change failed unexpectedly (" + cause + "): see the log",
        cause == null ? new IllegalStateException() : cause);
  }

  @Override
  public List<PluginVerification> verify() {
    return engine.verify();
  }

  @Override
  public List<PluginReport> history(int limit) {
    try {
      return parts.history().last(Math.min(limit, MAX_HISTORY));
    } catch (IOException e) {
      LOG.error("event=plugin-history-not-read reason=\"{}\"", e.toString());
      return List.of();
    }
  }
}
