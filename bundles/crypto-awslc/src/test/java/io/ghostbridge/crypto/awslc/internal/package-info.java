@NullMarked
package io.ghostbridge.crypto.awslc.internal;

import org.jspecify.annotations.NullMarked;
