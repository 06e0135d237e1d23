/** AWS-LC as a provider of JCA, for the bundles of algorithms. */
@NullMarked
package io.ghostbridge.crypto.awslc.internal;

import org.jspecify.annotations.NullMarked;
