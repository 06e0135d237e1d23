package io.ghostbridge.bench.evm;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The contracts of Bench.sol as they were compiled. */
public final class Bytecode {
  private Bytecode() {}

  /**
   * The code of a contract, in hexadecimal digits.
   *
   * @param name in lower case
   */
  public static String read(String name) throws BenchmarkException, IOException {
    try (InputStream in = Bytecode.class.getResourceAsStream(name + ".hex")) {
      if (in == null) {
        throw new BenchmarkException("the bytecode " + name + ".hex is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }
}
