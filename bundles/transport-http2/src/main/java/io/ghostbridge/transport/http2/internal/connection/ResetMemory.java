package io.ghostbridge.transport.http2.internal.connection;

/**
 * The last streams that this side ended while the client could still send: frames on those are no
 * mistake of the client (RFC 9113 section 5.1).
 */
final class ResetMemory {
  private static final int REMEMBERED = 64;
  private static final int[] NONE = {};

  private int[] ids = NONE;
  private int next;

  void add(int id) {
    if (ids.length == 0) {
      ids = new int[REMEMBERED];
    }
    ids[next] = id;
    next = (next + 1) % REMEMBERED;
  }

  boolean contains(int id) {
    for (int remembered : ids) {
      if (remembered == id) {
        return true;
      }
    }
    return false;
  }
}
