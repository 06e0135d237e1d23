package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.Map;

/**
 * A claim that a call ends in a certain way, with all that is needed to check it by executing the
 * call again: what the execution reads (the <i>witness</i>), and what it is said to give. That the
 * witness belongs to a chain's state is proven elsewhere, by proofs against its root.
 *
 * @param message the call
 * @param code what runs
 * @param block the block context
 * @param transaction the transaction context
 * @param accounts the accounts that the execution reads; one that is missing does not exist
 * @param codes the code of those accounts, by hash
 * @param storage the words that it reads, by account and key; what is missing is zero
 * @param result what it is said to end in
 * @param changes what it is said to change
 */
public record ExecutionProof(
    Message message,
    Bytes code,
    BlockContext block,
    TransactionContext transaction,
    Map<Address, AccountState> accounts,
    Map<Hash, Bytes> codes,
    Map<Address, Map<Word, Word>> storage,
    ExecutionResult result,
    StateChanges changes) {}
