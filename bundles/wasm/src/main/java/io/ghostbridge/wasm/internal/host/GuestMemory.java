package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Word;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Memory;

/**
 * A contract's memory as the host sees it: every access is checked. Pointers and lengths are
 * unsigned numbers of 32 bits.
 */
public final class GuestMemory {
  private final @Nullable Memory memory;

  /** Takes the memory; none is an empty one. */
  public GuestMemory(@Nullable Memory memory) {
    this.memory = memory;
  }

  /** The size in bytes. */
  public int size() {
    return memory == null ? 0 : memory.pages() * Memory.PAGE_SIZE;
  }

  private Memory checked(long pointer, long length) {
    long start = pointer & 0xffff_ffffL;
    long count = length & 0xffff_ffffL;
    if (memory == null || start + count > size()) {
      throw new ContractFailure(
          Failure.TRAP,
          "out of bounds memory access by the host: "
              + count
              + " bytes from "
              + start
              + " on, of "
              + size());
    }
    return memory;
  }

  /** A copy of {@code length} bytes. */
  public byte[] read(long pointer, long length) {
    Memory checked = checked(pointer, length);
    return length == 0 ? new byte[0] : checked.readBytes((int) pointer, (int) length);
  }

  /** A copy of {@code length} bytes. */
  public Bytes bytes(long pointer, long length) {
    return Bytes.wrap(read(pointer, length));
  }

  /** The word at {@code pointer}, big-endian. */
  public Word word(long pointer) {
    return Word.read(read(pointer, Word.SIZE), 0);
  }

  /** The address at {@code pointer}. */
  public Address address(long pointer) {
    return Address.wrap(read(pointer, Address.SIZE));
  }

  /** Checks that {@code length} bytes can be written. */
  public void requireRoom(long pointer, long length) {
    checked(pointer, length);
  }

  /** Writes {@code data}. */
  public void write(long pointer, byte[] data) {
    write(pointer, data, 0, data.length);
  }

  /** Writes {@code length} bytes of {@code data} from {@code offset} on. */
  public void write(long pointer, byte[] data, int offset, int length) {
    Memory checked = checked(pointer, length);
    if (length > 0) {
      checked.write((int) pointer, data, offset, length);
    }
  }

  /** Writes {@code word}, big-endian. */
  public void write(long pointer, Word word) {
    write(pointer, word.toBytes());
  }
}
