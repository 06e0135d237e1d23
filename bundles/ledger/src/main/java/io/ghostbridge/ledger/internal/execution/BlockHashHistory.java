package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ledger.internal.state.EvmTries;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;

/**
 * The contract that serves the hashes of the last 8,191 blocks (EIP-2935). The genesis has it, at
 * the address and with the code that every chain of Ethereum's rules has. Each block begins with
 * its parent's hash going into the contract's storage: written there, which the EIP allows, rather
 * than by a call, so that a node without a machine makes blocks of other transactions all the same.
 */
final class BlockHashHistory {
  static final Address ADDRESS =
      Address.wrap(Bytes.fromHex("0000f90827f1c53a10cb7a02335b175320002935").toByteArray());

  static final Bytes CODE =
      Bytes.fromHex(
          "3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257"
              + "611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500");

  static final long WINDOW = 8191;

  private BlockHashHistory() {}

  /** Puts the contract into the genesis. */
  static void install(StateJournal journal, Accounts accounts) {
    Hash codeHash = Keccak.hash(CODE.unsafeArray());
    AccountEntry account = accounts.get(ADDRESS);
    accounts.set(
        ADDRESS,
        new AccountEntry(account.balance(), account.locked(), 1, codeHash, account.storageRoot()));
    journal.put(Space.CODE, codeHash.bytes(), CODE);
  }

  /** What the block at {@code height} begins with. */
  static void record(StateJournal journal, long height, Hash parent) {
    Word slot = Word.of((height - 1) % WINDOW);
    journal.put(
        Space.STORAGE, EvmTries.storageKey(ADDRESS, slot), Word.of(parent).toMinimalBytes());
  }
}
