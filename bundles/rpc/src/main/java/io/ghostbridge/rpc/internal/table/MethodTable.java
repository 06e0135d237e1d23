package io.ghostbridge.rpc.internal.table;

import io.grpc.ServerServiceDefinition;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which methods there are at one moment. Immutable; a change makes a new table.
 *
 * @param methods by path, such as {@code /ghost.chain.v1.GhostChainService/GetBlock}
 * @param services what the methods belong to
 * @param withdrawn names of services that were there once and are not now
 */
public record MethodTable(
    Map<AsciiString, MethodEntry<?, ?>> methods,
    List<ServerServiceDefinition> services,
    Set<String> withdrawn) {
  static final MethodTable EMPTY = new MethodTable(Map.of(), List.of(), Set.of());

  public @Nullable MethodEntry<?, ?> find(AsciiString path) {
    return methods.get(path);
  }

  /** Whether the service of {@code path} was here once, so that it may come back. */
  public boolean wasWithdrawn(AsciiString path) {
    int end = path.toString().lastIndexOf('/');
    return end > 0 && withdrawn.contains(path.toString().substring(1, end));
  }
}
