/**
 * What every plugin of a kind must do, as JUnit 5 tests: extend the class of your plugin's kind,
 * and its packaged jar is tried inside a real container, beside the bundles of a runtime.
 */
@NullMarked
package io.ghostbridge.plugin.conformance;

import org.jspecify.annotations.NullMarked;
