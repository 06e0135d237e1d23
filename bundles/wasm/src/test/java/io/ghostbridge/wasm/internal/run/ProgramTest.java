package io.ghostbridge.wasm.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
  @ParameterizedTest
  @ValueSource(strings = {"token", "relay"})
  void theExamplesAreCompiled(String name) throws Exception {
    byte[] module = Files.readAllBytes(Path.of("../../docs/contracts/examples", name + ".wasm"));
    Program program = Program.load(ContractCode.of(Bytes.wrap(module)));
    assertThat(program.compile()).isNull();
    assertThat(program.isCompiled()).isTrue();
  }

  /** (func (export "call")) and a function of 20,000 additions. */
  @Test
  void aLargeFunctionDoesNotKeepTheOthersFromBeingCompiled() throws Exception {
    StringBuilder large = new StringBuilder("004100");
    large.append("41016a".repeat(20_000)).append("1a0b");
    String size = leb(large.length() / 2);
    String code = "02" + "02000b" + size + large;
    String module =
        "0061736d0100000001040160000003030200000708010463616c6c0000"
            + "0a"
            + leb(code.length() / 2)
            + code;
    Program program = Program.load(ContractCode.of(Bytes.wrap(HexFormat.of().parseHex(module))));
    assertThat(program.compile()).isNull();
    assertThat(program.isCompiled()).isTrue();
  }

  private static String leb(int value) {
    return String.format(
        "%02x%02x%02x", (value & 0x7f) | 0x80, ((value >> 7) & 0x7f) | 0x80, value >> 14);
  }
}
