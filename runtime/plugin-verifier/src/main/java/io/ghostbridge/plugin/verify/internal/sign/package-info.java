/** Who signed the file, and whether the operator trusts them today. */
@NullMarked
package io.ghostbridge.plugin.verify.internal.sign;

import org.jspecify.annotations.NullMarked;
