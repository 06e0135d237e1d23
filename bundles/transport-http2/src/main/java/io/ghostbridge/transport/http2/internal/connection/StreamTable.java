package io.ghostbridge.transport.http2.internal.connection;

import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a connection, and the places they take. A stream that the client reset, or whose
 * deadline passed, keeps its place until its handler has returned: whoever begins and resets
 * streams quickly runs out of places.
 */
final class StreamTable {
  private final IntObjectHashMap<Http2Stream> streams = new IntObjectHashMap<>(4);
  private final ResetMemory resets = new ResetMemory();
  private final int places;
  private int placesTaken;
  private int lastId;

  StreamTable(int places) {
    this.places = places;
  }

  @Nullable Http2Stream get(int id) {
    return streams.get(id);
  }

  /** The highest id that a client's stream had so far. */
  int lastId() {
    return lastId;
  }

  /** Uses up the id of a new stream; false if there is no place for it. */
  boolean admit(int id) {
    lastId = id;
    return placesTaken < places;
  }

  void add(Http2Stream stream) {
    placesTaken++;
    streams.put(stream.id, stream);
  }

  void remove(Http2Stream stream) {
    streams.remove(stream.id);
  }

  /** A stream is gone, and its handler has answered or returned. */
  void freePlace() {
    placesTaken--;
  }

  boolean isEmpty() {
    return streams.isEmpty();
  }

  /** The streams as they are now. */
  List<Http2Stream> open() {
    return new ArrayList<>(streams.values());
  }

  /** This side ended the stream; frames that the client had sent before it knew are no mistake. */
  void rememberReset(int id) {
    lastId = Math.max(lastId, id);
    resets.add(id);
  }

  boolean wasReset(int id) {
    return resets.contains(id);
  }
}
