@NullMarked
package io.ghostbridge.transport.http3.internal.early;

import org.jspecify.annotations.NullMarked;
