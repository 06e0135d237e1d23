/** Which calls go by HTTP/3, and what becomes of them when it fails: they go by HTTP/2. */
@NullMarked
package io.ghostbridge.client.internal.route;

import org.jspecify.annotations.NullMarked;
