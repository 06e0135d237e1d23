package io.ghostbridge.api.plugin;

/** Names that a plugin's manifest uses beside those of the OSGi Core specification. */
public final class PluginHeaders {
  /**
   * Manifest header: what the plugin needs beyond the packages it imports, in the clause syntax of
   * {@link PluginCapability#parse}.
   */
  public static final String CAPABILITIES = "Ghost-Capabilities";

  /** Capability kind: other hosts, with {@code host} and {@code port}. */
  public static final String NETWORK = "network";

  /** Capability kind: files, with {@code path} and {@code access} ({@code read}, {@code write}). */
  public static final String FILES = "files";

  /** Capability kind: a signing key, with its {@code role}. */
  public static final String KEY = "key";

  /**
   * Capability kind: services of the runtime or of other plugins, with their {@link #INTERFACE}.
   */
  public static final String SERVICE = "service";

  /** Attribute of {@link #SERVICE}: the interface's full name. */
  public static final String INTERFACE = "interface";

  /** Namespace in {@code Provide-Capability}: a zone whose names the plugin serves. */
  public static final String ZONE_NAMESPACE = "ghost.zone";

  /** Attribute of {@link #ZONE_NAMESPACE}: the zone's name without a final dot. */
  public static final String ZONE = "zone";

  /** Namespace in {@code Provide-Capability}: a gRPC service that the plugin serves. */
  public static final String RPC_NAMESPACE = "ghost.rpc";

  /** Attribute of {@link #RPC_NAMESPACE}: the full name of the gRPC service. */
  public static final String RPC_SERVICE = "service";

  /** Attribute of {@link #RPC_NAMESPACE}, {@code List<String>}: the methods' names. */
  public static final String RPC_METHODS = "methods";

  /** Namespace in {@code Provide-Capability}: an algorithm that the plugin provides. */
  public static final String ALGORITHM_NAMESPACE = "ghost.algorithm";

  /** Attribute of {@link #ALGORITHM_NAMESPACE}: the algorithm's name. */
  public static final String ALGORITHM = "name";

  private PluginHeaders() {}
}
