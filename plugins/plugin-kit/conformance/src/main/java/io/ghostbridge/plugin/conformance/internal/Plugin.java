package io.ghostbridge.plugin.conformance.internal;

import static java.util.Objects.requireNonNull;

import io.ghostbridge.plugin.conformance.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** A plugin in a container: what happens to it ends within the limit or breaks a rule. */
public final class Plugin {
  private static final long POLL_MILLIS = 10;

  private final Container container;
  private final Bundle bundle;

  /** What was installed from {@code jar}; not started. */
  public Plugin(Container container, Bundle bundle) {
    this.container = container;
    this.bundle = bundle;
  }

  /** Its bundle. */
  public Bundle bundle() {
    return bundle;
  }

  /** Configures and starts it. */
  public void start() throws InterruptedException {
    container
        .configure(bundle)
        .ifPresent(
            refusal -> {
              throw Rule.CONFIGURATION.broken(refusal);
            });
    change(Rule.STARTS, "starting the plugin", bundle::start);
    String problems = problems();
    Rule.STARTS.check(problems.isEmpty(), problems);
  }

  private String problems() {
    return Components.problems(container.context(), bundle);
  }

  /** Stops it. */
  public void stop() throws InterruptedException {
    change(Rule.STOPS, "stopping the plugin", bundle::stop);
  }

  /** Stops it if it runs, and removes it. */
  public void uninstall() throws InterruptedException {
    if (bundle.getState() == Bundle.UNINSTALLED) {
      return;
    }
    change(Rule.STOPS, "removing the plugin", bundle::uninstall);
    container.refresh(bundle);
  }

  private interface Change {
    void make() throws Exception;
  }

  private static void change(Rule rule, String what, Change change) throws InterruptedException {
    Calls.Outcome<Object> outcome =
        Calls.await(
            rule,
            what,
            Calls.start(
                Thread.ofPlatform().daemon().name("conformance-change"),
                () -> {
                  change.make();
                  return null;
                }));
    Throwable thrown = outcome.thrown();
    if (thrown != null) {
      throw rule.broken(what + " failed: " + messages(thrown), thrown);
    }
  }

  /** The messages of a throwable and its causes. */
  private static String messages(Throwable thrown) {
    var text = new StringBuilder(thrown.toString());
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      text.append("; caused by ").append(cause);
    }
    return text.toString().replaceAll("\\s+", " ");
  }

  /** Its services of {@code type}, waiting for the first within the limit. */
  public <S> List<ServiceReference<S>> services(Class<S> type) throws InterruptedException {
    long end = System.nanoTime() + Calls.limit().toNanos();
    List<ServiceReference<S>> found = registered(type);
    while (found.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      found = registered(type);
    }
    Rule.REGISTERS.check(
        !found.isEmpty(),
        "the plugin is active and has registered no "
            + type.getName()
            + " within "
            + Calls.limit().toSeconds()
            + " s; it has "
            + names(bundle.getRegisteredServices()));
    return found;
  }

  /** Its services of {@code type} at present. */
  public <S> List<ServiceReference<S>> registered(Class<S> type) {
    var found = new ArrayList<ServiceReference<S>>();
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    for (ServiceReference<?> each : references == null ? new ServiceReference<?>[0] : references) {
      if (List.of((String[]) each.getProperty("objectClass")).contains(type.getName())) {
        @SuppressWarnings("unchecked")
        var typed = (ServiceReference<S>) each;
        found.add(typed);
      }
    }
    return found;
  }

  private static String names(ServiceReference<?> @Nullable [] references) {
    return references == null || references.length == 0
        ? "no services"
        : Arrays.stream(references)
            .map(each -> Arrays.toString((String[]) each.getProperty("objectClass")))
            .toList()
            .toString();
  }

  /** A service's object. */
  public <S> S get(ServiceReference<S> reference) {
    @Nullable S service = container.context().getService(reference);
    if (service == null) {
      throw Rule.REGISTERS.broken("the registered service gives no object: " + problems());
    }
    return requireNonNull(service);
  }
}
