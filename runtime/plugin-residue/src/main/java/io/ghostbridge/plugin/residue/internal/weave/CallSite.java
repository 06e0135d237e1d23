package io.ghostbridge.plugin.residue.internal.weave;

/** What a traced call does with the thing that is traced; its name is woven into classes. */
public enum CallSite {
  /** A constructor or method makes it. */
  MAKES,
  /** A constructor or method makes it; what it is made of is its name. */
  MAKES_NAMED,
  /** A method makes a file that should go again. */
  MAKES_TEMPORARY,
  /** The receiver, a thread, is started. */
  STARTS,
  /** The receiver, a timer, is cancelled. */
  CANCELS,
  /** The only argument, a thread, becomes a shutdown hook. */
  ADDS_HOOK,
  /** The first of one or two arguments, a driver, is registered. */
  ADDS_DRIVER,
  /** The only argument, a driver, is deregistered. */
  REMOVES_DRIVER
}
