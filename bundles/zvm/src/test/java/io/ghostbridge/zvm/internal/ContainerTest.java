package io.ghostbridge.zvm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.zvm.internal.Container.Target;
import org.junit.jupiter.api.Test;

class ContainerTest {
  private static final Bytes WHOLE =
      new Container(Target.NATIVE, 0, Bytes.fromHex("1101110230"), "[]").encode();

  private static Bytes with(int offset, int value) {
    byte[] bytes = WHOLE.toByteArray();
    bytes[offset] = (byte) value;
    return Bytes.wrap(bytes);
  }

  private static void isRefused(Bytes stored, long offset, String reason) {
    assertThatThrownBy(() -> Container.parse(stored))
        .isInstanceOfSatisfying(
            InvalidCodeException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessageContaining(reason);
  }

  @Test
  void theLayoutIsThatOfTheWireContract() throws InvalidCodeException {
    assertThat(WHOLE.toHex())
        .isEqualTo("5a564d4301000000" + "05000000" + "02000000" + "1101110230" + "5b5d");
    assertThat(Container.parse(WHOLE).code()).isEqualTo(Bytes.fromHex("1101110230"));
    assertThat(Container.parse(WHOLE).abi()).isEqualTo("[]");
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    isRefused(with(0, 'X'), 0, "begins with 'ZVMC'");
    isRefused(Bytes.fromHex("5a564d4301"), 5, "header of 16 bytes");
    isRefused(with(4, 2), 4, "version is 1, not 2");
    isRefused(with(5, 3), 5, "not 3");
    isRefused(with(7, 1), 7, "padding");
    isRefused(with(8, 6), 8, "6 bytes of code and 2 of ABI");
    isRefused(with(11, 0xff), 8, "of code");
    isRefused(with(21, 0xff), 21, "UTF-8");
  }
}
