package io.ghostbridge.transport.broken.internal;

import io.ghostbridge.api.names.NameResolver;
import org.jspecify.annotations.Nullable;

/** Knows where names come from. */
public final class BrokenTransport {
  @Nullable NameResolver resolver;
}
