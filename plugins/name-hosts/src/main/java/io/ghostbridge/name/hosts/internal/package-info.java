/** Names from files of the operator's: one in hosts format, one in the format of RFC 1035. */
@NullMarked
package io.ghostbridge.name.hosts.internal;

import org.jspecify.annotations.NullMarked;
