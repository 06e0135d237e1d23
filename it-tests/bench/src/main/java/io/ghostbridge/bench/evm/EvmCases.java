package io.ghostbridge.bench.evm;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is measured: loops of single instructions, and contracts of Bench.sol. */
final class EvmCases {
  /** Of {@code run(uint256)}. */
  private static final String RUN = "a444f5e9";

  private static final String PRIME =
      "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f";
  private static final String ODD =
      "9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251f86c6a11d0c18e95";
  private static final String HALF = "00000000000000000123456789abcdef0fedcba987654321";

  private static final double ARITHMETIC = 5;
  private static final double MEMORY_AND_CONTRACTS = 2;
  private static final double HASHES_AND_STORAGE = 1;

  private EvmCases() {}

  static List<EvmCase> all() throws BenchmarkException, IOException {
    List<EvmCase> cases = new ArrayList<>();
    cases.add(loop("add", 100_000, ODD, HALF, times(10, "DUP3 ADD"), ARITHMETIC));
    cases.add(loop("mul", 100_000, ODD, HALF, times(10, "DUP3 MUL"), ARITHMETIC));
    cases.add(loop("mul and add", 100_000, ODD, HALF, times(5, "DUP3 MUL DUP3 ADD"), ARITHMETIC));
    // No known word to fold; after 254 of them the number is 1.
    cases.add(loop("squares", 100_000, ODD, HALF, times(10, "DUP1 MUL"), ARITHMETIC));
    cases.add(loop("div", 50_000, ODD, HALF, times(10, "DUP3 DIV"), ARITHMETIC));
    cases.add(
        loop(
            "mulmod", 50_000, PRIME, HALF, times(5, "DUP3 SWAP1 #" + ODD + " MULMOD"), ARITHMETIC));
    cases.add(loop("exp", 5_000, ODD, ODD, times(5, "#ffffffff SWAP1 EXP"), ARITHMETIC));
    cases.add(loop("jumps", 200_000, ODD, HALF, times(10, "next"), ARITHMETIC));
    cases.add(
        loop(
            "memory",
            100_000,
            ODD,
            HALF,
            times(5, "DUP1 DUP3 #0fe0 AND MSTORE DUP2 #0fe0 AND MLOAD ADD"),
            MEMORY_AND_CONTRACTS));
    cases.add(
        loop(
            "keccak",
            20_000,
            ODD,
            HALF,
            times(2, "#00 MSTORE #40 #00 KECCAK256"),
            HASHES_AND_STORAGE));
    cases.add(
        loop(
            "sload",
            20_000,
            ODD,
            HALF,
            times(4, "#01 SLOAD ADD #02 SLOAD ADD"),
            HASHES_AND_STORAGE));
    cases.add(
        loop(
            "sstore", 20_000, ODD, HALF, times(4, "DUP2 ADD DUP1 #01 SSTORE"), HASHES_AND_STORAGE));
    cases.add(contract("fibonacci", "fibonacci", 100_000, ARITHMETIC));
    cases.add(contract("sha-1", "sha1", 20, MEMORY_AND_CONTRACTS));
    cases.add(contract("blake2b", "blake2", 10, MEMORY_AND_CONTRACTS));
    cases.add(contract("10,000 hashes", "hashes", 10_000, HASHES_AND_STORAGE));
    cases.add(contract("erc-20 transfer", "token", 500, MEMORY_AND_CONTRACTS));
    cases.add(contract("swap", "swap", 500, MEMORY_AND_CONTRACTS));
    cases.add(contract("ray tracer", "tracer", 16, MEMORY_AND_CONTRACTS));
    return cases;
  }

  private static String times(int times, String words) {
    return String.join(" ", java.util.Collections.nCopies(times, words));
  }

  private static EvmCase loop(
      String name, long count, String number, String start, String body, double goal) {
    return new EvmCase(name, Assembler.loop(count, number, start, body), "", goal);
  }

  private static EvmCase contract(String name, String file, long argument, double goal)
      throws BenchmarkException, IOException {
    return new EvmCase(name, Bytecode.read(file), RUN + String.format("%064x", argument), goal);
  }
}
