package io.ghostbridge.wasm.internal.meter;

import io.ghostbridge.api.data.Bytes;
import java.util.Set;

/**
 * A module that counts its gas and its stack itself.
 *
 * @param bytes the module
 * @param gasGlobal the global that holds the gas left; negative once it did not suffice
 * @param heightGlobal the global that holds the stack's height in slots
 * @param largeFunctions numbers of functions that are too large for a method of the JVM
 */
public record MeteredModule(
    Bytes bytes, int gasGlobal, int heightGlobal, Set<Integer> largeFunctions) {
  /** Copies {@code largeFunctions}. */
  public MeteredModule {
    largeFunctions = Set.copyOf(largeFunctions);
  }
}
