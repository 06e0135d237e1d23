package io.ghostbridge.plugin.verify;

import io.ghostbridge.api.plugin.PluginCapability;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Version;

/**
 * What a verified file is. Nothing of it was loaded. Immutable.
 *
 * @param sha256 of the bytes that were verified, 64 lower-case hexadecimal digits
 * @param sizeBytes their number
 * @param symbolicName the plugin's name
 * @param version its version
 * @param publisher who signed it; absent only of an unsigned file where those are allowed
 * @param capabilities what it asks for, each once, in the order of {@code Ghost-Capabilities}
 * @param offers what it says it will offer
 * @param imports the clauses of {@code Import-Package}
 * @param headers all headers of the main section; names compare without regard to case
 */
public record PluginPackage(
    String sha256,
    long sizeBytes,
    String symbolicName,
    Version version,
    Optional<Publisher> publisher,
    List<PluginCapability> capabilities,
    List<OfferedCapability> offers,
    List<HeaderClause> imports,
    SortedMap<String, String> headers) {
  /** Copies its collections. */
  public PluginPackage {
    capabilities = List.copyOf(capabilities);
    offers = List.copyOf(offers);
    imports = List.copyOf(imports);
    SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableSortedMap(copy);
  }
}
