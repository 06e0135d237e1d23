@NullMarked
package io.ghostbridge.ledger.admin.internal;

import org.jspecify.annotations.NullMarked;
