package io.ghostbridge.plugin.residue.internal;

import io.ghostbridge.plugin.residue.ResidueKind;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a bundle made, held weakly, and where it made it.
 *
 * @param name what it was made of, or empty
 */
record TracedThing(
    ResidueKind kind, WeakReference<Object> reference, String name, List<String> stack) {
  static TracedThing of(ResidueKind kind, Object thing, String name, List<String> stack) {
    return new TracedThing(kind, new WeakReference<>(thing), name, stack);
  }

  @Nullable Object thing() {
    return reference.get();
  }

  boolean is(Object thing) {
    return reference.refersTo(thing);
  }
}
