/** What an operator has agreed to. */
@NullMarked
@Version("1.1.0")
package io.ghostbridge.plugin.operator.consent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
