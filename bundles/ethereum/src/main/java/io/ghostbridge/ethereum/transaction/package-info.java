/** Ethereum's transactions, receipts and accounts in their encodings. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.ethereum.transaction;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
