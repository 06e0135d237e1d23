package io.ghostbridge.word.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateChanges.AccountChange;
import io.ghostbridge.api.vm.Word;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournaledStateTest {
  private static final Address A = Word.of(0xa).toAddress();
  private static final Address B = Word.of(0xb).toAddress();
  private static final Word KEY = Word.of(7);

  private final MapState before =
      new MapState().account(A, new AccountState(1, Word.of(100), AccountState.NO_CODE));
  private final JournaledState world = new JournaledState(before, Fork.OSAKA);

  private static AccountChange change(JournaledState state, Address address) {
    return Objects.requireNonNull(state.changes().accounts().get(address));
  }

  @Test
  void revertUndoesEveryKindOfChange() {
    StateChanges nothing = world.changes();
    int checkpoint = world.checkpoint();
    world.transfer(A, B, Word.of(5));
    world.setNonce(A, 2);
    world.setCode(B, Bytes.fromHex("00"));
    world.setStorage(B, KEY, Word.ONE);
    world.setTransientStorage(B, KEY, Word.ONE);
    world.warm(B);
    world.warm(B, KEY);
    world.addRefund(9);
    world.log(new Log(A, List.of(), Bytes.EMPTY));
    world.create(Word.of(0xc).toAddress());
    world.selfDestruct(B);
    assertThat(world.changes()).isNotEqualTo(nothing);

    world.revertTo(checkpoint);

    assertThat(world.changes()).isEqualTo(nothing);
    assertThat(world.exists(B)).isFalse();
    assertThat(world.balance(A)).isEqualTo(Word.of(100));
    assertThat(world.transientStorage(B, KEY)).isEqualTo(Word.ZERO);
    assertThat(world.warm(B)).isFalse();
    assertThat(world.warm(B, KEY)).isFalse();
    assertThat(world.refund()).isZero();
    assertThat(world.logs()).isEmpty();
    assertThat(world.isSelfDestructed(B)).isFalse();
    assertThat(world.createdInTransaction(Word.of(0xc).toAddress())).isFalse();
  }

  @Test
  void revertStopsAtItsCheckpoint() {
    world.setStorage(A, KEY, Word.ONE);
    int inner = world.checkpoint();
    world.setStorage(A, KEY, Word.of(2));
    world.revertTo(inner);
    assertThat(world.storage(A, KEY)).isEqualTo(Word.ONE);
    assertThat(world.originalStorage(A, KEY)).isEqualTo(Word.ZERO);
  }

  @Test
  void aCheckpointBeyondTheEndIsRefused() {
    assertThatThrownBy(() -> world.revertTo(1)).hasMessageContaining("no checkpoint 1");
  }

  @Test
  void moreThanTheBalanceIsNotTransferred() {
    assertThatThrownBy(() -> world.transfer(A, B, Word.of(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below the value");
    assertThat(world.changes().accounts()).isEmpty();
  }

  @Test
  void touchedAccountsThatAreEmptyGoFromSpuriousDragonOn() {
    before.account(B, AccountState.EMPTY);
    JournaledState now = new JournaledState(before, Fork.OSAKA);
    now.touch(B);
    assertThat(change(now, B).state()).isEqualTo(Optional.empty());
    JournaledState then = new JournaledState(before, Fork.HOMESTEAD);
    then.touch(B);
    assertThat(then.changes().accounts()).isEmpty();
  }

  @Test
  void aWordThatIsBackAtItsOriginalIsNoChange() {
    before.storage(A, Map.of(KEY, Word.of(3)));
    world.setStorage(A, KEY, Word.of(4));
    world.setStorage(A, KEY, Word.of(3));
    assertThat(world.changes().accounts()).isEmpty();
  }

  @Test
  void aContractBeginsWithoutTheStorageThatWasThere() {
    before.storage(A, Map.of(KEY, Word.of(3)));
    world.create(A);
    assertThat(world.storage(A, KEY)).isEqualTo(Word.ZERO);
    assertThat(world.balance(A)).isEqualTo(Word.of(100));
    assertThat(change(world, A).storageCleared()).isTrue();
  }
}
