@NullMarked
package io.ghostbridge.transport.jsonrpc.internal;

import org.jspecify.annotations.NullMarked;
