package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.NameEvent.Kind;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.execution.OperationFailedException.Reason;
import io.ghostbridge.ledger.internal.names.InvalidNameException;
import io.ghostbridge.ledger.internal.names.NameRules;
import io.ghostbridge.ledger.internal.names.Names;
import io.ghostbridge.ledger.internal.names.RecordRules;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.proto.ledger.v1.NameRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to names in one block. For one thread at a time. */
final class NameRegistry {
  /** The most names with records below a registered one, so that an expiry stays a small step. */
  static final int MAX_NAMES_BELOW = 1000;

  private final StateJournal state;
  private final NameIndexes indexes;
  private final NameRules rules;
  private final long maxRegistrationBlocks;
  private final long height;
  private final List<NameEvent> events = new ArrayList<>();

  NameRegistry(StateJournal state, NameRules rules, long maxRegistrationBlocks, long height) {
    this.state = state;
    this.indexes = new NameIndexes(state);
    this.rules = rules;
    this.maxRegistrationBlocks = maxRegistrationBlocks;
    this.height = height;
  }

  List<NameEvent> events() {
    return events;
  }

  /** Frees every name whose registration ends at this block. */
  void expire() {
    for (String name : indexes.expiring(height)) {
      NameRegistration registration = registration(name);
      if (registration == null) {
        throw new IllegalStateException(name + " is due to expire and not registered");
      }
      for (String below : indexes.below(name)) {
        state.remove(Space.NAMES, Names.recordsKey(below));
        indexes.removeRecords(below);
      }
      state.remove(Space.NAMES, Names.recordsKey(name));
      indexes.removeRecords(name);
      state.remove(Space.NAMES, Names.registrationKey(name));
      indexes.removeRegistration(name, registration);
      event(Kind.EXPIRED, name, null, Map.of("previous_owner", owner(registration).toString()));
    }
  }

  void register(Operation.RegisterName operation, Address sender, Hash transaction)
      throws OperationFailedException {
    String name = operation.name();
    try {
      rules.checkRegistrable(name);
    } catch (InvalidNameException e) {
      throw new OperationFailedException(Reason.INVALID_NAME, e);
    }
    checkRecords(operation.records());
    if (registration(name) != null) {
      throw new OperationFailedException(Reason.NAME_TAKEN, name + " is registered already");
    }
    NameRegistration registration =
        NameRegistration.newBuilder()
            .setOwner(Proto.of(sender.bytes()))
            .setRegisteredHeight(height)
            .setExpiryHeight(expiry(height, operation.durationBlocks()))
            .build();
    put(name, registration);
    indexes.addRegistration(name, registration);
    putRecords(name, operation.records());
    event(
        Kind.REGISTERED,
        name,
        transaction,
        Map.of(
            "owner", sender.toString(),
            "expiry_height", Long.toString(registration.getExpiryHeight())));
  }

  void update(Operation.UpdateName operation, Address sender, Hash transaction)
      throws OperationFailedException {
    String name = operation.name();
    String registered;
    try {
      registered = rules.checkUpdatable(name);
    } catch (InvalidNameException e) {
      throw new OperationFailedException(Reason.INVALID_NAME, e);
    }
    checkRecords(operation.records());
    NameRegistration registration = owned(registered, sender);
    if (!name.equals(registered)) {
      countBelow(name, registered, registration, !operation.records().isEmpty());
    }
    if (operation.records().isEmpty() && !name.equals(registered)) {
      state.remove(Space.NAMES, Names.recordsKey(name));
      indexes.removeRecords(name);
    } else {
      putRecords(name, operation.records());
    }
    event(
        Kind.UPDATED,
        name,
        transaction,
        Map.of(
            "owner", sender.toString(), "records", Integer.toString(operation.records().size())));
  }

  private void countBelow(
      String name, String registered, NameRegistration registration, boolean hasRecords)
      throws OperationFailedException {
    boolean had = state.get(Space.NAMES, Names.recordsKey(name)) != null;
    if (!had && !hasRecords) {
      throw new OperationFailedException(Reason.NAME_NOT_FOUND, name + " has no records to remove");
    }
    if (had == hasRecords) {
      return;
    }
    int count = registration.getNamesBelow() + (hasRecords ? 1 : -1);
    if (count > MAX_NAMES_BELOW) {
      throw new OperationFailedException(
          Reason.TOO_MANY_NAMES,
          "at most " + MAX_NAMES_BELOW + " names below " + registered + " have records");
    }
    put(registered, registration.toBuilder().setNamesBelow(count).build());
  }

  void transfer(Operation.TransferName operation, Address sender, Hash transaction)
      throws OperationFailedException {
    NameRegistration registration = owned(operation.name(), sender);
    NameRegistration changed =
        registration.toBuilder().setOwner(Proto.of(operation.newOwner().bytes())).build();
    indexes.removeRegistration(operation.name(), registration);
    put(operation.name(), changed);
    indexes.addRegistration(operation.name(), changed);
    event(
        Kind.TRANSFERRED,
        operation.name(),
        transaction,
        Map.of("owner", operation.newOwner().toString(), "previous_owner", sender.toString()));
  }

  void renew(Operation.RenewName operation, Address sender, Hash transaction)
      throws OperationFailedException {
    NameRegistration registration = owned(operation.name(), sender);
    NameRegistration changed =
        registration.toBuilder()
            .setExpiryHeight(expiry(registration.getExpiryHeight(), operation.durationBlocks()))
            .build();
    indexes.removeRegistration(operation.name(), registration);
    put(operation.name(), changed);
    indexes.addRegistration(operation.name(), changed);
    event(
        Kind.RENEWED,
        operation.name(),
        transaction,
        Map.of(
            "owner", sender.toString(),
            "expiry_height", Long.toString(changed.getExpiryHeight())));
  }

  private long expiry(long from, long durationBlocks) throws OperationFailedException {
    long left = height + maxRegistrationBlocks - from;
    if (durationBlocks < 1 || durationBlocks > left) {
      throw new OperationFailedException(
          Reason.INVALID_DURATION,
          "the duration is 1 to "
              + Math.max(left, 0)
              + " blocks, so that the registration ends at most "
              + maxRegistrationBlocks
              + " blocks from now, not "
              + durationBlocks);
    }
    return from + durationBlocks;
  }

  private NameRegistration owned(String name, Address sender) throws OperationFailedException {
    NameRegistration registration =
        name.equals(Names.registered(name, rules.zone())) ? registration(name) : null;
    if (registration == null) {
      throw new OperationFailedException(
          Reason.NAME_NOT_FOUND, "the name is not registered: register it first");
    }
    Address owner = owner(registration);
    if (!owner.equals(sender)) {
      throw new OperationFailedException(
          Reason.NOT_OWNER, name + " belongs to " + owner + ", not to " + sender);
    }
    return registration;
  }

  private static void checkRecords(List<NameRecord> records) throws OperationFailedException {
    try {
      RecordRules.check(records);
    } catch (InvalidNameException e) {
      throw new OperationFailedException(Reason.INVALID_RECORD, e);
    }
  }

  private @Nullable NameRegistration registration(String name) {
    Bytes stored = state.get(Space.NAMES, Names.registrationKey(name));
    return stored == null ? null : Values.registration(stored);
  }

  private static Address owner(NameRegistration registration) {
    return new Address(Proto.bytes(registration.getOwner()));
  }

  private void put(String name, NameRegistration registration) {
    state.put(Space.NAMES, Names.registrationKey(name), Values.encode(registration));
  }

  private void putRecords(String name, List<NameRecord> records) {
    state.put(Space.NAMES, Names.recordsKey(name), Values.records(records, height));
    indexes.addRecords(name);
  }

  private void event(
      Kind kind, String name, @Nullable Hash transaction, Map<String, String> metadata) {
    events.add(new NameEvent(kind, name, transaction, metadata));
  }
}
