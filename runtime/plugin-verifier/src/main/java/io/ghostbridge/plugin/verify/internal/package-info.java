/** What the parts of the verifier share. */
@NullMarked
package io.ghostbridge.plugin.verify.internal;

import org.jspecify.annotations.NullMarked;
