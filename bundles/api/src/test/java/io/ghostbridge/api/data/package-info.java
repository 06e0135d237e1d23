/** Tests of the shared data types. */
@NullMarked
package io.ghostbridge.api.data;

import org.jspecify.annotations.NullMarked;
