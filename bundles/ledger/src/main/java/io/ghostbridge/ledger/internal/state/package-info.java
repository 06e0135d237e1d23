/**
 * The flat stores, the pages of their trees and the indexes, at the latest and at recent heights.
 */
@NullMarked
package io.ghostbridge.ledger.internal.state;

import org.jspecify.annotations.NullMarked;
