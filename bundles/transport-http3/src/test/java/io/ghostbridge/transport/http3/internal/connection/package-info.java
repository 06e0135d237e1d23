@NullMarked
package io.ghostbridge.transport.http3.internal.connection;

import org.jspecify.annotations.NullMarked;
