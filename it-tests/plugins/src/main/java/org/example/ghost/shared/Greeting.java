package org.example.ghost.shared;

/** What is shared. */
public final class Greeting {
  /** A greeting. */
  public static String text() {
    return "hello";
  }

  private Greeting() {}
}
