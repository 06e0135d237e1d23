package io.ghostbridge.api.plugin;

/**
 * Exactly which plugin.
 *
 * @param name its Bundle-SymbolicName
 * @param version its Bundle-Version
 * @param sha256 of the jar's bytes, 64 lower-case hexadecimal digits
 * @param publisher the subject of the certificate that signed it; empty if it is not signed
 */
public record PluginIdentity(String name, String version, String sha256, String publisher) {
  /** Whether a publisher signed it. */
  public boolean isSigned() {
    return !publisher.isEmpty();
  }
}
