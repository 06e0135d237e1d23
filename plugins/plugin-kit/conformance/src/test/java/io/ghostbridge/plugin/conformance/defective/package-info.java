/** A plugin that is sound but for the one defect that its manifest names. */
@NullMarked
package io.ghostbridge.plugin.conformance.defective;

import org.jspecify.annotations.NullMarked;
