package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;

/** One call of a contract while it runs; the executing thread's alone. */
public final class ContractCall {
  private final Message message;
  private final Bytes input;
  private final WorldState world;
  private final Host host;
  private final CryptoAlgorithms crypto;
  private final GuestMemory memory;
  private final GuestGas gas;
  private Bytes returnData = Bytes.EMPTY;

  /**
   * @param message the call
   * @param input what the contract sees as its input
   * @param world the state
   * @param host what surrounds the call
   * @param crypto where algorithms are
   * @param memory the contract's memory
   * @param gas the contract's gas
   */
  public ContractCall(
      Message message,
      Bytes input,
      WorldState world,
      Host host,
      CryptoAlgorithms crypto,
      GuestMemory memory,
      GuestGas gas) {
    this.message = message;
    this.input = input;
    this.world = world;
    this.host = host;
    this.crypto = crypto;
    this.memory = memory;
    this.gas = gas;
  }

  /** The call. */
  public Message message() {
    return message;
  }

  /** The contract's own address. */
  Address self() {
    return message.recipient();
  }

  /** What the contract sees as its input. */
  Bytes input() {
    return input;
  }

  WorldState world() {
    return world;
  }

  Host host() {
    return host;
  }

  CryptoAlgorithms crypto() {
    return crypto;
  }

  /** The contract's memory. */
  public GuestMemory memory() {
    return memory;
  }

  /** The contract's gas. */
  public GuestGas gas() {
    return gas;
  }

  /** What the last call returned. */
  public Bytes returnData() {
    return returnData;
  }

  /** The transaction's refund counter. */
  public long refund() {
    return world.refund();
  }

  void setReturnData(Bytes data) {
    returnData = data;
  }

  /** Refuses a change within a static call. */
  void requireMutable(String what) {
    if (message.isStatic()) {
      throw new ContractFailure(Failure.STATIC_VIOLATION, what + " within a static call");
    }
  }

  /** Takes the gas of a first or a later access to an account. */
  void chargeAccess(Address address) {
    gas.charge(world.warm(address) ? Prices.WARM_ACCESS : Prices.COLD_ACCOUNT);
  }

  /** Copies a part of {@code source} to the contract's memory; it must be within it. */
  void copy(Bytes source, long pointer, long offset, long length) {
    gas.charge(Prices.copy(length));
    long start = offset & 0xffff_ffffL;
    long count = length & 0xffff_ffffL;
    if (start + count > source.size()) {
      throw new ContractFailure(
          Failure.RETURN_DATA_OUT_OF_BOUNDS,
          count + " bytes from " + start + " on, of " + source.size());
    }
    memory.write(pointer, source.unsafeArray(), (int) start, (int) count);
  }

  /** Writes {@code word} to the contract's memory. */
  void write(long pointer, Word word) {
    memory.write(pointer, word);
  }

  /** Writes {@code address} to the contract's memory. */
  void write(long pointer, Address address) {
    memory.write(pointer, address.bytes().unsafeArray());
  }
}
