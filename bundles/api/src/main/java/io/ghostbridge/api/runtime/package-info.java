/** What the parts of the container tell the runtime. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.api.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
