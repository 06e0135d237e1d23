/** The chain: submitting transactions, reading state, following blocks, and ordering them. */
@NullMarked
@Version("2.1.0")
package io.ghostbridge.api.ledger;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
