package io.ghostbridge.secure.channel.internal.protocol;

/** What a MAC is over: section 5. */
public enum Direction {
  REQUEST(1, true),
  ANSWER(2, false),
  STATUS(3, false);

  private final int code;
  private final boolean toServer;

  Direction(int code, boolean toServer) {
    this.code = code;
    this.toServer = toServer;
  }

  int code() {
    return code;
  }

  boolean toServer() {
    return toServer;
  }

  /** What the names of its keys begin with (section 4). */
  String keyName() {
    return toServer ? "c2s" : "s2c";
  }
}
