@NullMarked
package io.ghostbridge.tls;

import org.jspecify.annotations.NullMarked;
