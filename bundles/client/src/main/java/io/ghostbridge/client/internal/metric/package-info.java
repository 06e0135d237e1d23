/** What is measured. */
@NullMarked
package io.ghostbridge.client.internal.metric;

import org.jspecify.annotations.NullMarked;
