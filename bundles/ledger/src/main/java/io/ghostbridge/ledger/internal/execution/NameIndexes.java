package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ledger.internal.names.Names;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.ledger.internal.state.StateReader;
import io.ghostbridge.proto.ledger.v1.NameRegistration;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The indexes over registrations and records. They follow from those wholly, are not under the
 * state root, and can be made again at any time.
 */
final class NameIndexes {
  private static final Bytes PRESENT = Bytes.wrap(new byte[] {1});

  private final StateJournal state;

  NameIndexes(StateJournal state) {
    this.state = state;
  }

  /** Calls {@code entry} with the index entries of one registration. */
  static void ofRegistration(
      String name, NameRegistration registration, BiConsumer<Space, Bytes> entry) {
    Bytes text = Names.ascii(name);
    entry.accept(Space.OWNERS, join(registration.getOwner().toByteArray(), text));
    entry.accept(Space.EXPIRIES, join(height(registration.getExpiryHeight()), text));
  }

  /** Calls {@code entry} with the index entries of one name's records. */
  static void ofRecords(String name, BiConsumer<Space, Bytes> entry) {
    entry.accept(Space.BELOW, Names.reversedKey(name));
  }

  void addRegistration(String name, NameRegistration registration) {
    ofRegistration(name, registration, (space, key) -> state.put(space, key, PRESENT));
  }

  void removeRegistration(String name, NameRegistration registration) {
    ofRegistration(name, registration, state::remove);
  }

  void addRecords(String name) {
    ofRecords(name, (space, key) -> state.put(space, key, PRESENT));
  }

  void removeRecords(String name) {
    ofRecords(name, state::remove);
  }

  /** The names whose registrations end at {@code height}, in alphabetical order. */
  List<String> expiring(long height) {
    return state.keys(Space.EXPIRIES, Bytes.wrap(height(height)), Integer.MAX_VALUE).stream()
        .map(key -> Names.suffix(key, Long.BYTES))
        .toList();
  }

  /** The names with records below {@code name}. */
  List<String> below(String name) {
    Bytes prefix = Names.reversedKey(name);
    return state.keys(Space.BELOW, prefix, Integer.MAX_VALUE).stream()
        .filter(key -> key.size() > prefix.size())
        .map(Names::ofReversedKey)
        .toList();
  }

  /** Whether a name below {@code name} has records. */
  static boolean hasBelow(StateReader state, String name) {
    Bytes prefix = Names.reversedKey(name);
    return state.keys(Space.BELOW, prefix, 2).stream().anyMatch(key -> key.size() > prefix.size());
  }

  /** At most {@code limit} names of {@code owner}, in alphabetical order. */
  static List<String> namesOf(StateReader state, Address owner, int limit) {
    return state.keys(Space.OWNERS, owner.bytes(), limit).stream()
        .map(key -> Names.suffix(key, Address.SIZE))
        .toList();
  }

  private static byte[] height(long height) {
    return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
  }

  private static Bytes join(byte[] first, Bytes second) {
    return Bytes.wrap(
        ByteBuffer.allocate(first.length + second.size())
            .put(first)
            .put(second.unsafeArray())
            .array());
  }
}
