package io.ghostbridge.transport.http2.internal.connection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What the connections of one event loop share. Used by that loop only. */
public final class ConnectionLoop {
  private final RequestFields fields = new RequestFields();
  private final MessageBuffer messages = new MessageBuffer();
  private final Set<Http2Connection> connections = new HashSet<>();

  RequestFields fields() {
    return fields;
  }

  MessageBuffer messages() {
    return messages;
  }

  void add(Http2Connection connection) {
    connections.add(connection);
  }

  void remove(Http2Connection connection) {
    connections.remove(connection);
  }

  /** Looks after time limits; to be called about once a second. */
  public void sweep() {
    long now = System.nanoTime();
    forEach(connection -> connection.sweep(now));
  }

  /** Does {@code action} to all connections, which may close and leave meanwhile. */
  public void forEach(Consumer<Http2Connection> action) {
    List<Http2Connection> present = new ArrayList<>(connections);
    present.forEach(action);
  }
}
