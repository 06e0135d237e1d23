@NullMarked
package io.ghostbridge.node.key.internal;

import org.jspecify.annotations.NullMarked;
