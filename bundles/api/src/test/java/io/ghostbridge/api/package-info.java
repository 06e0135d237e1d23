/** Gates and tests of the API bundle. */
@NullMarked
package io.ghostbridge.api;

import org.jspecify.annotations.NullMarked;
