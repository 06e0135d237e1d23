/**
 * Reads field sections of QPACK (RFC 9204) that use no dynamic table: a server that announces a
 * capacity of zero gets no others.
 */
@NullMarked
package io.ghostbridge.transport.http3.internal.qpack;

import org.jspecify.annotations.NullMarked;
