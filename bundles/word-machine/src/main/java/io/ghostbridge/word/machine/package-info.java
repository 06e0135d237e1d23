/**
 * The machine of 256-bit words that Ethereum's bytecode and ZVM's native bytecode both run on: for
 * the machines that are made of it only.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.word.machine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
