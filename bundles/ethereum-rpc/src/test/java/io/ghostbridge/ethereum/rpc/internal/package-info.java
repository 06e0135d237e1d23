@NullMarked
package io.ghostbridge.ethereum.rpc.internal;

import org.jspecify.annotations.NullMarked;
