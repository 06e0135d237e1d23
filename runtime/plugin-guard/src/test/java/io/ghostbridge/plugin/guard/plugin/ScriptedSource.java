package io.ghostbridge.plugin.guard.plugin;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.Bundle;

/** Asks the script for each name. */
final class ScriptedSource implements NameSource {
  private final Bundle bundle;
  private final Function<String, Object> script;

  ScriptedSource(Bundle bundle, Function<String, Object> script) {
    this.bundle = bundle;
    this.script = script;
  }

  @Override
  public Set<String> zones() {
    return Set.of(bundle.getSymbolicName());
  }

  @Override
  public ZoneApex apex(String zone) {
    ScriptedActivator.run(script, "apex " + zone);
    throw new UnsupportedOperationException("apex");
  }

  @Override
  public Optional<NameEntry> find(String name) throws NameSourceException {
    Object answer = script.apply(name);
    if (answer instanceof NameSourceException failure) {
      throw failure;
    }
    return Optional.empty();
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return false;
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    return () -> ScriptedActivator.run(script, "closed");
  }
}
