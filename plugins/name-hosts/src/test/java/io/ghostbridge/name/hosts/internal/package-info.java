@NullMarked
package io.ghostbridge.name.hosts.internal;

import org.jspecify.annotations.NullMarked;
