/**
 * The authenticated tree of a named store: a sparse Merkle tree that ICS-23 verifiers can check.
 */
@NullMarked
package io.ghostbridge.ledger.internal.tree;

import org.jspecify.annotations.NullMarked;
