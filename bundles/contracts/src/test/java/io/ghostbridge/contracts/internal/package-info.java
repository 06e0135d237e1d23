@NullMarked
package io.ghostbridge.contracts.internal;

import org.jspecify.annotations.NullMarked;
