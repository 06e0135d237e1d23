/** The keys of this node: read from files, made on first start, offered as services. */
@NullMarked
package io.ghostbridge.node.key.internal;

import org.jspecify.annotations.NullMarked;
