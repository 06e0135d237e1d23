package io.ghostbridge.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CodeFileTest {
  private static final byte[] NOTHING = {};
  private static final byte[] ARGUMENTS = {7, 8};

  private static String with(String code, byte[] arguments) {
    ByteString bytes = ByteString.copyFrom(HexFormat.of().parseHex(code));
    return HexFormat.of().formatHex(CodeFile.withArguments(bytes, arguments).toByteArray());
  }

  @Test
  void argumentsFollowBytecodeAndContainers() {
    assertThat(with("6000", ARGUMENTS)).isEqualTo("60000708");
    String container = "5a564d43" + "01020000" + "08000000" + "00000000" + "0061736d01000000";
    assertThat(with(container, ARGUMENTS)).isEqualTo(container + "0708");
  }

  @Test
  void aModuleOfWebAssemblyIsPutIntoAContainerWhereThereAreArguments() {
    String module = "0061736d01000000";
    assertThat(with(module, NOTHING)).isEqualTo(module);
    assertThat(with(module, ARGUMENTS))
        .isEqualTo("5a564d43" + "01020000" + "08000000" + "00000000" + module + "0708");
  }
}
