package io.ghostbridge.plugin.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of {@code Provide-Capability}: what the plugin says it will offer. Immutable.
 *
 * @param namespace such as {@code osgi.service}, {@code ghost.zone}, {@code ghost.rpc}
 * @param attributes by name, typed as in {@link HeaderClause#attributes()}
 * @param directives by name
 */
public record OfferedCapability(
    String namespace, Map<String, Object> attributes, Map<String, String> directives) {
  /** Copies its arguments, whose order is kept. */
  public OfferedCapability {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    directives = Collections.unmodifiableMap(new LinkedHashMap<>(directives));
  }

  /** The attribute's value as a list: its elements, the one value, or nothing. */
  public List<String> values(String attribute) {
    Object value = attributes.get(attribute);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(value.toString());
  }
}
