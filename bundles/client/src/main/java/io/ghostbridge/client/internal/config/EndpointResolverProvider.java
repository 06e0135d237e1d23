package io.ghostbridge.client.internal.config;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves the endpoints of one channel, under a scheme of that channel's own. */
public final class EndpointResolverProvider extends NameResolverProvider {
  private final String scheme;
  private final List<Endpoint> endpoints;

  /**
   * @param scheme of one channel alone
   * @param endpoints at least one
   */
  public EndpointResolverProvider(String scheme, List<Endpoint> endpoints) {
    this.scheme = scheme;
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    return scheme.equals(target.getScheme())
        ? new EndpointResolver(endpoints, args, InetAddress::getAllByName)
        : null;
  }

  @Override
  public String getDefaultScheme() {
    return scheme;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  /** Never the default of other channels. */
  @Override
  protected int priority() {
    return 0;
  }
}
