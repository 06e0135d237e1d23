package io.ghostbridge.names.internal;

/** Whether what was made of something is still what would be made of it now. */
interface Freshness {
  /** Never blocks. */
  boolean current();
}
