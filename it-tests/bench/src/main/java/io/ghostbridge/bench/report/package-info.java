/** What was measured, and how it is told: a table for people, JSON for programs. */
@NullMarked
package io.ghostbridge.bench.report;

import org.jspecify.annotations.NullMarked;
