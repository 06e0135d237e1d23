package io.ghostbridge.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.cli.CommandException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples are those of Solidity's ABI specification. */
class FunctionCallTest {
  private static String encode(String signature, String... arguments) {
    return HexFormat.of().formatHex(FunctionCall.of(signature).encode(List.of(arguments)));
  }

  @Test
  void numbersAndBooleansAreWords() {
    assertThat(encode("baz(uint32,bool)", "69", "true"))
        .isEqualTo("cdcd77c0" + "0".repeat(62) + "45" + "0".repeat(63) + "1");
  }

  @Test
  void bytesAndListsStandBehindTheWords() {
    assertThat(encode("sam(bytes,bool,uint256[])", "0x64617665", "true", "[1,2,3]"))
        .isEqualTo(
            "a5643bf2"
                + "0000000000000000000000000000000000000000000000000000000000000060"
                + "0000000000000000000000000000000000000000000000000000000000000001"
                + "00000000000000000000000000000000000000000000000000000000000000a0"
                + "0000000000000000000000000000000000000000000000000000000000000004"
                + "6461766500000000000000000000000000000000000000000000000000000000"
                + "0000000000000000000000000000000000000000000000000000000000000003"
                + "0000000000000000000000000000000000000000000000000000000000000001"
                + "0000000000000000000000000000000000000000000000000000000000000002"
                + "0000000000000000000000000000000000000000000000000000000000000003");
  }

  @Test
  void aConstructorsArgumentsHaveNoSelector() {
    assertThat(FunctionCall.encodeArguments("", List.of())).isEmpty();
    assertThat(FunctionCall.encodeArguments("uint256", List.of("0x10"))).hasSize(32).endsWith(16);
  }

  @Test
  void addressesAreReadInBothForms() {
    String hex = "0x52908400098527886E0F7030069857D2E4169EE7";
    assertThat(encode("f(address)", hex)).endsWith("52908400098527886e0f7030069857d2e4169ee7");
  }

  @Test
  void whatIsReturnedIsReadByTheSecondListOfTypes() {
    byte[] word = new byte[32];
    word[31] = 7;
    assertThat(FunctionCall.of("f()(uint256)").decode(word)).containsExactly("7");
    assertThat(FunctionCall.of("f()").decode(word)).isEmpty();
    assertThatThrownBy(() -> FunctionCall.of("f()(uint256)").decode(new byte[31]))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("which is not (uint256)");
  }

  @Test
  void whatDoesNotFitTheTypesSaysSo() {
    assertThatThrownBy(() -> encode("f(uint8)", "256"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'256'");
    assertThatThrownBy(() -> encode("f(uint8)", "x"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'x' is no uint8: expected a number");
    assertThatThrownBy(() -> encode("f(uint8)"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("there are 0 arguments, but the function takes 1");
    assertThatThrownBy(() -> FunctionCall.of("transfer"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'transfer' is no function");
    assertThatThrownBy(() -> FunctionCall.of("f(uint7)"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'f(uint7)' is no function");
  }
}
