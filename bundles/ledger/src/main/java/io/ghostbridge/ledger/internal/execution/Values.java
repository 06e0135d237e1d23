package io.ghostbridge.ledger.internal.execution;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.NameState;
import io.ghostbridge.api.ledger.RegisteredName;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.proto.ledger.v1.AccountState;
import io.ghostbridge.proto.ledger.v1.NameRecords;
import io.ghostbridge.proto.ledger.v1.NameRegistration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of the stores, as {@code ghost/ledger/v1/state.proto} defines them. */
final class Values {
  private Values() {}

  static AccountEntry account(@Nullable Bytes stored) {
    if (stored == null) {
      return AccountEntry.EMPTY;
    }
    AccountState state = parse(AccountState.parser(), stored);
    try {
      return new AccountEntry(
          Proto.amount("balance", state.getBalance()),
          Proto.amount("locked", state.getLocked()),
          state.getNonce(),
          hash("code_hash", state.getCodeHash(), AccountEntry.EMPTY.codeHash()),
          hash("storage_root", state.getStorageRoot(), AccountEntry.EMPTY.storageRoot()));
    } catch (MalformedException e) {
      throw damaged(e);
    }
  }

  private static Hash hash(String field, ByteString stored, Hash otherwise)
      throws MalformedException {
    return stored.isEmpty() ? otherwise : Proto.hash(field, stored);
  }

  static Bytes of(AccountEntry account) {
    AccountState.Builder state =
        AccountState.newBuilder()
            .setBalance(Proto.of(account.balance()))
            .setLocked(Proto.of(account.locked()))
            .setNonce(account.nonce());
    if (!account.codeHash().equals(AccountEntry.EMPTY.codeHash())) {
      state.setCodeHash(Proto.of(account.codeHash().bytes()));
    }
    if (!account.storageRoot().equals(AccountEntry.EMPTY.storageRoot())) {
      state.setStorageRoot(Proto.of(account.storageRoot().bytes()));
    }
    return encode(state.build());
  }

  static NameRegistration registration(Bytes stored) {
    return parse(NameRegistration.parser(), stored);
  }

  static RegisteredName registered(String name, NameRegistration registration) {
    try {
      return new RegisteredName(
          name,
          Proto.address("owner", registration.getOwner()),
          registration.getRegisteredHeight(),
          registration.getExpiryHeight());
    } catch (MalformedException e) {
      throw damaged(e);
    }
  }

  static NameState nameState(String name, RegisteredName registration, Bytes stored) {
    NameRecords message = parse(NameRecords.parser(), stored);
    List<NameRecord> records = new ArrayList<>(message.getRecordsCount());
    try {
      for (io.ghostbridge.proto.ledger.v1.NameRecord record : message.getRecordsList()) {
        records.add(Proto.record(record));
      }
    } catch (MalformedException e) {
      throw damaged(e);
    }
    return new NameState(name, registration, records, message.getUpdatedHeight());
  }

  static Bytes records(List<NameRecord> records, long height) {
    NameRecords.Builder message = NameRecords.newBuilder().setUpdatedHeight(height);
    records.forEach(record -> message.addRecords(Proto.record(record)));
    return encode(message.build());
  }

  static Bytes encode(MessageLite message) {
    return Bytes.wrap(message.toByteArray());
  }

  private static <M extends MessageLite> M parse(Parser<M> parser, Bytes stored) {
    try {
      return parser.parseFrom(stored.unsafeArray());
    } catch (InvalidProtocolBufferException e) {
      throw damaged(e);
    }
  }

  private static IllegalStateException damaged(Exception cause) {
    return new IllegalStateException("a value of the state store is damaged", cause);
  }
}
