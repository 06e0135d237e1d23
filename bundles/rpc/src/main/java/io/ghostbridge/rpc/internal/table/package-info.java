/** Which methods there are, and how they come and go. */
@NullMarked
package io.ghostbridge.rpc.internal.table;

import org.jspecify.annotations.NullMarked;
