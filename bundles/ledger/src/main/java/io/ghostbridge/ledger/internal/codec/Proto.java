package io.ghostbridge.ledger.internal.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.names.NameRecord;

/** Between the fields of messages and the API's values. */
public final class Proto {
  private Proto() {}

  /** Without a copy. */
  public static ByteString of(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.unsafeArray());
  }

  /** The wire form of an amount. */
  public static ByteString of(Amount amount) {
    return UnsafeByteOperations.unsafeWrap(amount.toBytes());
  }

  /** A copy. */
  public static Bytes bytes(ByteString bytes) {
    return Bytes.wrap(bytes.toByteArray());
  }

  /** Reads an amount. */
  public static Amount amount(String field, ByteString bytes) throws MalformedException {
    try {
      return Amount.fromBytes(bytes.toByteArray());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(field + ": " + e.getMessage());
    }
  }

  /** Reads an address. */
  public static Address address(String field, ByteString bytes) throws MalformedException {
    if (bytes.size() != Address.SIZE) {
      throw new MalformedException(
          field + " is an address of " + Address.SIZE + " bytes, not " + bytes.size());
    }
    return new Address(bytes(bytes));
  }

  /** Reads a hash. */
  public static Hash hash(String field, ByteString bytes) throws MalformedException {
    if (bytes.size() != Hash.SIZE) {
      throw new MalformedException(
          field + " is a hash of " + Hash.SIZE + " bytes, not " + bytes.size());
    }
    return new Hash(bytes(bytes));
  }

  /** Reads a number that must be below 2^63. */
  public static long number(String field, long unsigned) throws MalformedException {
    if (unsigned < 0) {
      throw new MalformedException(
          field + " is below 2^63, not " + Long.toUnsignedString(unsigned));
    }
    return unsigned;
  }

  /** Reads a resource record; its syntax is not checked here. */
  public static NameRecord record(io.ghostbridge.proto.ledger.v1.NameRecord message)
      throws MalformedException {
    try {
      return new NameRecord(
          message.getType(), message.getValue(), message.getPriority(), message.getTtl());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage() == null ? "a bad record" : e.getMessage());
    }
  }

  /** The message of a resource record. */
  public static io.ghostbridge.proto.ledger.v1.NameRecord record(NameRecord record) {
    return io.ghostbridge.proto.ledger.v1.NameRecord.newBuilder()
        .setType(record.type())
        .setValue(record.value())
        .setPriority(record.priority())
        .setTtl(record.ttl())
        .build();
  }
}
