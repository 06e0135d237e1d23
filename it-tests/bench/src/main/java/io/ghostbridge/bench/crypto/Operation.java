package io.ghostbridge.bench.crypto;

/** One operation of a subject, to be repeated. */
@FunctionalInterface
interface Operation {
  /** Does it once and returns what came of it, so that nothing is left out. */
  Object run() throws Exception;
}
