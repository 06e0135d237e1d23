package io.ghostbridge.transport.http3.internal.early;

import static io.ghostbridge.transport.http3.internal.early.EarlyDataRegister.PERIOD_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.transport.http3.internal.early.EarlyDataRegister.Entry;
import org.junit.jupiter.api.Test;

class EarlyDataRegisterTest {
  private static final long START = Long.MAX_VALUE - PERIOD_NANOS / 2;

  private final EarlyDataRegister register = new EarlyDataRegister(2, START);

  @Test
  void handshakeIsNewOnceAndSeenForAPeriodAtLeast() {
    assertThat(register.enter(1, 2, START)).isEqualTo(Entry.FIRST);
    assertThat(register.enter(1, 2, START)).isEqualTo(Entry.SEEN);
    assertThat(register.enter(1, 3, START)).isEqualTo(Entry.FIRST);
    long later = START + PERIOD_NANOS - 1;
    assertThat(register.enter(1, 2, later)).isEqualTo(Entry.SEEN);
    assertThat(register.enter(1, 2, later + PERIOD_NANOS)).isEqualTo(Entry.SEEN);
  }

  @Test
  void whatDoesNotFitIsNoFirstUntilThereIsRoomAgain() {
    assertThat(register.enter(1, 1, START)).isEqualTo(Entry.FIRST);
    assertThat(register.enter(2, 2, START)).isEqualTo(Entry.FIRST);
    assertThat(register.enter(3, 3, START)).isEqualTo(Entry.FULL);
    assertThat(register.enter(2, 2, START)).isEqualTo(Entry.SEEN);
    assertThat(register.enter(3, 3, START + PERIOD_NANOS)).isEqualTo(Entry.FIRST);
    assertThat(register.enter(2, 2, START + PERIOD_NANOS)).isEqualTo(Entry.SEEN);
  }

  @Test
  void whatIsLongPastIsForgotten() {
    assertThat(register.enter(1, 1, START)).isEqualTo(Entry.FIRST);
    assertThat(register.enter(1, 1, START + 2 * PERIOD_NANOS)).isEqualTo(Entry.FIRST);
  }
}
