package io.ghostbridge.word.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import java.util.Map;
import java.util.Optional;

/** What a proof says of the state and of what is around its execution, and nothing else. */
final class Witness implements StateReader, Host {
  private final ExecutionProof proof;
  private boolean insufficient;

  Witness(ExecutionProof proof) {
    this.proof = proof;
  }

  /** Whether the execution needed what is not in it. */
  boolean wasInsufficient() {
    return insufficient;
  }

  @Override
  public Optional<AccountState> account(Address address) {
    return Optional.ofNullable(proof.accounts().get(address));
  }

  @Override
  public Word storage(Address address, Word key) {
    return proof.storage().getOrDefault(address, Map.of()).getOrDefault(key, Word.ZERO);
  }

  @Override
  public boolean hasStorage(Address address) {
    return proof.storage().getOrDefault(address, Map.of()).values().stream()
        .anyMatch(word -> !word.isZero());
  }

  @Override
  public Bytes code(Hash codeHash) {
    Bytes code = proof.codes().get(codeHash);
    if (code == null) {
      insufficient = true;
      return Bytes.EMPTY;
    }
    return code;
  }

  @Override
  public BlockContext block() {
    return proof.block();
  }

  @Override
  public TransactionContext transaction() {
    return proof.transaction();
  }

  @Override
  public Word blockHash(long number) {
    insufficient = true;
    return Word.ZERO;
  }

  @Override
  public ExecutionResult call(Message message) {
    insufficient = true;
    return ExecutionResult.failed(
        message.gas(),
        new ExecutionError(
            Failure.UNSUPPORTED_HOST_CALL, -1, "a proof covers contracts of one format"));
  }
}
