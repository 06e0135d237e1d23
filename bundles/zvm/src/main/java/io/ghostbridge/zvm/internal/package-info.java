/** ZVM's native bytecode on the word machine. */
@NullMarked
package io.ghostbridge.zvm.internal;

import org.jspecify.annotations.NullMarked;
