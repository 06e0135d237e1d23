package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's and a developer's commands for contracts, against a node of the distribution. */
class ContractCommandsTest {
  private static final Ghostbridge GHOSTBRIDGE = Ghostbridge.laidOut();

  /** Adds 1 to a word of storage, writes an event with the sum, and returns it. */
  private static final String COUNTER = "6001600054018060005560005261beef60206000a160206000f3";

  /** Reverts with Solidity's Error("no!"). */
  private static final String REFUSER =
      "6308c379a060e01b6000526020600452600360245262" + "6e6f2160e81b60445260646000fd";

  /** From Rust; its constructor gives the whole supply to who deploys it. */
  private static final String TOKEN =
      Path.of("../../docs/contracts/examples/token.wasm").toString();

  private static final String SUPPLY = "1000000";
  private static final String TRANSFER = "transfer(address,uint256)(bool)";
  private static final String RECEIVER = "0x00000000000000000000000000000000000000aa";
  private static final Pattern REPLAYED = Pattern.compile("event=replayed from=(\\d+) to=(\\d+)");
  private static final int MOST_KILLS = 20;

  @TempDir static Path data;
  @TempDir Path files;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    node = GHOSTBRIDGE.run(data);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Ghostbridge.Result command(String... arguments) throws Exception {
    return GHOSTBRIDGE.execute(
        Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
            .toArray(String[]::new));
  }

  private static String succeed(String... arguments) throws Exception {
    var result = command(arguments);
    assertThat(result.exitCode()).as(List.of(arguments) + ": " + result.err()).isZero();
    return result.out();
  }

  private static void refused(int exitCode, String why, String... arguments) throws Exception {
    var result = command(arguments);
    assertThat(result.exitCode()).as(List.of(arguments).toString()).isEqualTo(exitCode);
    assertThat(result.complaints()).singleElement().asString().contains(why);
  }

  /** Deploys code that a loader of eleven bytes returns; gives the contract's address. */
  private String deploy(String runtime) throws Exception {
    Path file = files.resolve("code.hex");
    Files.writeString(
        file, "60%02x80600b6000396000f3%s%n".formatted(runtime.length() / 2, runtime));
    return group("contract +(0x[0-9a-fA-F]{40})", succeed("contract", "deploy", file.toString()));
  }

  private static String group(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  @Test
  void aContractIsDeployedCalledReadTracedAndFollowed() throws Exception {
    String counter = deploy(COUNTER);
    assertThat(succeed("contract", "query", counter)).contains("exists    true", "nonce     1");
    assertThat(succeed("contract", "code", counter).strip()).isEqualTo("0x" + COUNTER);
    Path code = files.resolve("counter.bin");
    assertThat(succeed("contract", "code", counter, "--out", code.toString()))
        .contains("26 bytes of evm");
    assertThat(Files.size(code)).isEqualTo(26);

    assertThat(succeed("contract", "call", counter, "count()(uint256)").lines().findFirst())
        .hasValue("1");
    String second = succeed("contract", "call", counter, "count()(uint256)");
    assertThat(second.lines().findFirst()).hasValue("2");
    assertThat(second).contains("\"topics\":[\"0x" + "0".repeat(60) + "beef\"]");
    assertThat(succeed("contract", "query", counter, "count()(uint256)").strip())
        .as("a query changes nothing")
        .isEqualTo("3");
    assertThat(succeed("contract", "query", counter, "count()(uint256)").strip()).isEqualTo("3");

    String transaction = group("transaction ([0-9a-f]{64})", second);
    assertThat(succeed("contract", "receipt", transaction))
        .contains("0x" + "0".repeat(63) + "2", "gas ");
    assertThat(succeed("contract", "trace", transaction).lines())
        .hasSize(16)
        .first()
        .asString()
        .contains("\"pc\":0", "\"opName\":\"PUSH1\"", "\"depth\":1");
    assertThat(succeed("contract", "events", counter, "--from", "1", "--count", "2").lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"contract\":\"" + counter + "\""));
  }

  private static String deployToken() throws Exception {
    return group(
        "contract +(0x[0-9a-fA-F]{40})",
        succeed("contract", "deploy", TOKEN, "--constructor", "uint256", SUPPLY));
  }

  private static String balance(String token, String owner) throws Exception {
    return succeed("contract", "query", token, "balanceOf(address)(uint256)", owner).strip();
  }

  @Test
  void theTokenInWebAssemblyGetsItsConstructorsArgumentAndMovesWhatIsThere() throws Exception {
    String token = deployToken();
    String owner = group("address +(0x[0-9a-fA-F]{40})", succeed("account", "show"));
    assertThat(balance(token, owner)).isEqualTo(SUPPLY);
    String code = files.resolve("token.bin").toString();
    assertThat(succeed("contract", "code", token, "--out", code)).contains("bytes of wasm");

    assertThat(succeed("contract", "call", token, TRANSFER, RECEIVER, "42").lines().findFirst())
        .hasValue("true");
    assertThat(balance(token, RECEIVER)).isEqualTo("42");
    assertThat(balance(token, owner)).isEqualTo("999958");
    String tooMuch = "the contract reverted: balance too low";
    refused(1, tooMuch, "contract", "call", token, TRANSFER, RECEIVER, SUPPLY);
    assertThat(succeed("contract", "events", token, "--from", "1", "--count", "2").lines())
        .as("the whole supply, and what was moved")
        .satisfiesExactly(
            made -> assertThat(made).contains("0".repeat(59) + "f4240\",\"block\":"),
            moved -> assertThat(moved).contains("0".repeat(62) + "2a\",\"block\":"));
  }

  @Test
  void aKilledNodeExecutesAgainWhatAContractInWebAssemblyDidSinceStateWasWritten()
      throws Exception {
    String token = deployToken();
    boolean executedAgain = false;
    // State is written once a second: a kill that is later than that tells nothing.
    for (int kill = 1; !executedAgain; kill++) {
      assertThat(kill).as("kills that came too late").isLessThanOrEqualTo(MOST_KILLS);
      String moved = succeed("contract", "call", token, TRANSFER, RECEIVER, "42");
      node.close();
      assertThat(node.process().exitValue()).as("killed, not stopped").isEqualTo(137);
      long block = Long.parseLong(group("in block (\\d+)", moved));

      node = GHOSTBRIDGE.run(data);
      assertThat(balance(token, RECEIVER)).isEqualTo(String.valueOf(42 * kill));
      Matcher replayed = REPLAYED.matcher(node.console());
      executedAgain =
          replayed.find()
              && Long.parseLong(replayed.group(1)) <= block
              && Long.parseLong(replayed.group(2)) >= block;
    }
    assertThat(succeed("contract", "query", token, "totalSupply()(uint256)").strip())
        .isEqualTo(SUPPLY);
    assertThat(succeed("ledger", "verify")).contains("every root is the same");
  }

  @Test
  void aRevertIsToldWithItsReasonAndNothingIsSent() throws Exception {
    String refuser = deploy(REFUSER);
    String before = succeed("account", "show");
    refused(1, "the contract reverted: no!", "contract", "query", refuser, "f()");
    refused(1, "a trial failed: the contract reverted: no!", "contract", "call", refuser, "f()");
    assertThat(succeed("account", "show")).as("nothing was paid").isEqualTo(before);
    refused(1, "(REVERTED, transaction ", "contract", "call", refuser, "f()", "--gas", "100000");
    assertThat(succeed("account", "show")).as("the attempt was paid").isNotEqualTo(before);
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws Exception {
    String nobody = "0x00000000000000000000000000000000000000ff";
    refused(1, "NO_CODE", "contract", "code", nobody);
    refused(1, "TRANSACTION_NOT_FOUND", "contract", "receipt", "ab".repeat(32));
    refused(1, "TRANSACTION_ID_INVALID", "contract", "trace", "xyz");
    refused(2, "'f' is no function", "contract", "query", nobody, "f");
    refused(2, "cannot read", "contract", "deploy", files.resolve("absent").toString());
    Path file = files.resolve("broken.hex");
    Files.writeString(file, "fe");
    refused(1, "a trial failed", "contract", "deploy", file.toString());
  }
}
