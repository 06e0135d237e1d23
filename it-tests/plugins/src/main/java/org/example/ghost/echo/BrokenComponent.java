package org.example.ghost.echo;

/** A component that cannot be activated, or waits for a service; see the XML that tests write. */
public final class BrokenComponent {
  private String key = "";

  /** Takes a key; nobody gives one. */
  public void setKey(String value) {
    key = value;
  }

  /** Fails without a key. */
  public void activate() {
    if (key.isEmpty()) {
      throw new IllegalStateException("no key was found");
    }
  }
}
