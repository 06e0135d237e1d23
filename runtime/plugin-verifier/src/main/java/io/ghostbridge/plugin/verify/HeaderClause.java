package io.ghostbridge.plugin.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One clause of a manifest header (OSGi Core 8, 1.3.2): {@code path;path;attribute=value;
 * directive:=value}. Immutable.
 *
 * @param paths what the clause is about; at least one
 * @param attributes by name: {@code String}, {@code Long}, {@code Double}, {@code
 *     org.osgi.framework.Version} or an unmodifiable {@code List} of one of them
 * @param directives by name
 */
public record HeaderClause(
    List<String> paths, Map<String, Object> attributes, Map<String, String> directives) {
  /** Copies its arguments, whose order is kept. */
  public HeaderClause {
    paths = List.copyOf(paths);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    directives = Collections.unmodifiableMap(new LinkedHashMap<>(directives));
  }

  /** The first path, which most headers have one of. */
  public String path() {
    return paths.getFirst();
  }

  /** An attribute as text. */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name)).map(Object::toString);
  }
}
