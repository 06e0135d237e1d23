package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether plugins that nobody signed may run: only where the operator wants it, and only while
 * nobody from elsewhere can connect. Safe for any thread.
 */
public final class UnsignedPolicy {
  private final boolean allowed;
  private final Set<String> exposed = new TreeSet<>();

  /** Takes whether the operator wants it at all. */
  public UnsignedPolicy(boolean allowed) {
    this.allowed = allowed;
  }

  /**
   * The node listens at {@code address}.
   *
   * @return whether others than this machine can connect there
   */
  public synchronized boolean listens(String address) {
    boolean reachable = !LocalAddress.isLocal(address);
    if (reachable) {
      exposed.add(address);
    }
    return reachable;
  }

  /** The node listens at {@code address} no more. */
  public synchronized void ended(String address) {
    exposed.remove(address);
  }

  /** Why a plugin may not run now for want of a signature. */
  public synchronized Optional<Problem> refuses(PluginIdentity identity) {
    if (identity.isSigned()) {
      return Optional.empty();
    }
    if (!allowed) {
      return Optional.of(
          new Problem(
              "UNSIGNED",
              identity.name()
                  + " is not signed: have its publisher sign it with jarsigner, or for development"
                  + " set allowUnsigned in io.ghostbridge.plugin.manager.cfg"));
    }
    return exposed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "UNSIGNED_BUT_REACHABLE",
                identity.name()
                    + " is not signed, and the node listens on "
                    + String.join(", ", exposed)
                    + ": unsigned plugins run only while all addresses are on loopback"));
  }
}
