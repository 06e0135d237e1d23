@NullMarked
package io.ghostbridge.rpc.internal.call;

import org.jspecify.annotations.NullMarked;
