/** Opens what grpc-java's interop tests keep to their package. */
@NullMarked
package io.grpc.testing.integration;

import org.jspecify.annotations.NullMarked;
