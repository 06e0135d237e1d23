/** What every call passes: its bound, its deadline, its measure. */
@NullMarked
package io.ghostbridge.client.internal.call;

import org.jspecify.annotations.NullMarked;
