@NullMarked
package io.ghostbridge.chain.internal;

import org.jspecify.annotations.NullMarked;
