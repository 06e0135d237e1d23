package io.ghostbridge.cli.chain;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.contract.v1.ContractAddress;
import io.ghostbridge.proto.contract.v1.ContractEvent;
import io.ghostbridge.proto.contract.v1.ContractEventQuery;
import io.ghostbridge.proto.contract.v1.ContractQuery;
import io.ghostbridge.proto.contract.v1.ContractResult;
import io.ghostbridge.proto.contract.v1.ContractState;
import io.ghostbridge.proto.contract.v1.ExecutionStatus;
import io.ghostbridge.proto.contract.v1.GasEstimate;
import io.ghostbridge.proto.contract.v1.TracedInstruction;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code contract deploy}, {@code call}, {@code query}, {@code code}, {@code receipt}, {@code
 * trace}, {@code events}.
 */
@Command(
    name = "contract",
    description = "Deploys and calls contracts, and shows what they did.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ContractCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: deploy, call, query, code, receipt, trace or events");
  }

  @Command(
      name = "deploy",
      description = {
        "Makes a contract.",
        "Such as: ghostbridge contract deploy Token.hex --constructor string,uint256 Gold 1000"
      },
      mixinStandardHelpOptions = true)
  void deploy(
      @Mixin ChainOptions options,
      @Mixin ContractOptions costs,
      @Parameters(
              paramLabel = "FILE",
              description =
                  "The code: hexadecimal text such as compilers write, or bytes such as a .wasm"
                      + " file.")
          Path file,
      @Parameters(
              paramLabel = "ARGUMENT",
              arity = "0..*",
              description = "The constructor's arguments.")
          @Nullable List<String> arguments,
      @Option(
              names = "--constructor",
              paramLabel = "TYPES",
              description = "The types of the constructor's arguments, such as string,uint256.")
          @Nullable String constructor) {
    ByteString code =
        CodeFile.withArguments(
            CodeFile.read(file),
            FunctionCall.encodeArguments(
                constructor == null ? "" : constructor, arguments == null ? List.of() : arguments));
    KeyFile key = options.key();
    try (ChainClient client = options.connect()) {
      ContractClient contracts = client.contracts();
      GasEstimate estimate =
          contracts.estimate(
              ContractQuery.newBuilder()
                  .setCaller(key.address().toString())
                  .setInput(code)
                  .setValue(ByteString.copyFrom(costs.value().toBytes()))
                  .build());
      var response =
          contracts.deploy(
              TransactionBuilder.of(client, key)
                  .deploy(
                      code,
                      costs.value(),
                      costs.gasLimit(estimate),
                      costs.maxFee(estimate),
                      costs.priorityFee()));
      ContractResult result = contracts.receipt(response.getTransactionId());
      requireSuccess(result);
      out()
          .println(
              "contract    "
                  + result.getContract()
                  + System.lineSeparator()
                  + "transaction "
                  + response.getTransactionId()
                  + " in block "
                  + response.getBlockHeight()
                  + ", gas "
                  + result.getGasUsed());
    }
  }

  @Command(
      name = "call",
      description = {
        "Calls a contract in a transaction.",
        "Such as: ghostbridge contract call 0x… 'transfer(address,uint256)' 0x… 10"
      },
      mixinStandardHelpOptions = true)
  void call(@Mixin ChainOptions options, @Mixin ContractOptions costs, @Mixin ContractInput input) {
    var contract = options.address(input.contract());
    ByteString bytes = ByteString.copyFrom(input.bytes());
    KeyFile key = options.key();
    try (ChainClient client = options.connect()) {
      ContractClient contracts = client.contracts();
      GasEstimate estimate =
          contracts.estimate(
              ContractQuery.newBuilder()
                  .setContract(contract.toString())
                  .setCaller(key.address().toString())
                  .setInput(bytes)
                  .setValue(ByteString.copyFrom(costs.value().toBytes()))
                  .build());
      ContractResult result =
          contracts.call(
              TransactionBuilder.of(client, key)
                  .call(
                      contract,
                      bytes,
                      costs.value(),
                      costs.gasLimit(estimate),
                      costs.maxFee(estimate),
                      costs.priorityFee()));
      show(result, input.lines(result.getReturnData().toByteArray()));
    }
  }

  @Command(
      name = "query",
      description = {
        "Calls a contract without effect, and shows what it returns; without a function, the"
            + " account.",
        "Such as: ghostbridge contract query 0x… 'balanceOf(address)(uint256)' 0x…"
      },
      mixinStandardHelpOptions = true)
  void query(
      @Mixin ChainOptions options,
      @Mixin ContractInput input,
      @Option(
              names = "--height",
              paramLabel = "N",
              defaultValue = "0",
              description = "After which block. Default: the latest.")
          long height,
      @Option(
              names = "--from",
              paramLabel = "WHO",
              description = "Whom the contract sees as its caller. Default: the zero address.")
          @Nullable String from) {
    ContractQuery.Builder query =
        ContractQuery.newBuilder()
            .setContract(options.address(input.contract()).toString())
            .setInput(ByteString.copyFrom(input.bytes()))
            .setHeight(height);
    if (from != null) {
      query.setCaller(options.address(from).toString());
    }
    try (ChainClient client = options.connect()) {
      ContractState state = client.contracts().query(query.build());
      PrintWriter out = out();
      if (state.hasResult()) {
        requireSuccess(state.getResult());
        input.lines(state.getResult().getReturnData().toByteArray()).forEach(out::println);
      } else {
        out.println("exists    " + state.getExists());
        out.println(
            "balance   "
                + io.ghostbridge.api.data.Amount.fromBytes(state.getBalance().toByteArray())
                + " GHOST");
        out.println("nonce     " + state.getNonce());
        out.println("code hash " + hex(state.getCodeHash()));
        out.println("height    " + state.getHeight());
      }
    }
  }

  @Command(
      name = "code",
      description = "Shows a contract's code as hexadecimal text, or writes its bytes to a file.",
      mixinStandardHelpOptions = true)
  void code(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "CONTRACT", description = "The contract's address.") String contract,
      @Option(names = "--out", paramLabel = "FILE", description = "Where to write the bytes.")
          @Nullable Path file)
      throws IOException {
    String address = options.address(contract).toString();
    try (ChainClient client = options.connect()) {
      var code = client.contracts().code(ContractAddress.newBuilder().setContract(address).build());
      if (file == null) {
        out().println(hex(code.getCode()));
      } else {
        Files.write(file, code.getCode().toByteArray());
        out()
            .println(
                "wrote " + code.getCode().size() + " bytes of " + code.getFormat() + " to " + file);
      }
    }
  }

  @Command(
      name = "receipt",
      description = "Shows what a transaction did.",
      mixinStandardHelpOptions = true)
  void receipt(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "TRANSACTION", description = "The transaction's id.") String id) {
    try (ChainClient client = options.connect()) {
      ContractResult result = client.contracts().receipt(id);
      byte[] returned = result.getReturnData().toByteArray();
      show(
          result,
          returned.length == 0 ? List.of() : List.of("0x" + HexFormat.of().formatHex(returned)));
    }
  }

  @Command(
      name = "trace",
      description = "Shows each instruction that a transaction executed, as EIP-3155 has it.",
      mixinStandardHelpOptions = true)
  void trace(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "TRANSACTION", description = "The transaction's id.") String id) {
    try (ChainClient client = options.connect()) {
      PrintWriter out = out();
      client.contracts().trace(id, step -> out.println(json(step)));
    }
  }

  @Command(
      name = "events",
      description = "Shows contracts' events as they come, a line of JSON each, until Ctrl-C.",
      mixinStandardHelpOptions = true)
  void events(
      @Mixin ChainOptions options,
      @Parameters(
              paramLabel = "CONTRACT",
              arity = "0..*",
              description = "Of which contracts. Default: of all.")
          @Nullable List<String> contracts,
      @Option(
              names = "--from",
              paramLabel = "HEIGHT",
              defaultValue = "0",
              description = "From which block on. Default: the next.")
          long from,
      @Option(names = "--count", paramLabel = "N", description = "Ends after so many.")
          @Nullable Long count) {
    ContractEventQuery.Builder query = ContractEventQuery.newBuilder().setFromHeight(from);
    if (contracts != null) {
      contracts.forEach(contract -> query.addContracts(options.address(contract).toString()));
    }
    try (ChainClient client = options.connect()) {
      PrintWriter out = out();
      client
          .contracts()
          .events(
              query.build(),
              count == null ? Long.MAX_VALUE : count,
              event -> {
                out.println(json(event));
                out.flush();
              });
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void show(ContractResult result, List<String> returned) {
    requireSuccess(result);
    PrintWriter out = out();
    returned.forEach(out::println);
    result.getEventsList().forEach(event -> out.println(json(event)));
    out.println(
        "transaction "
            + result.getTransactionId()
            + " in block "
            + result.getBlockHeight()
            + ", gas "
            + result.getGasUsed());
    out.flush();
  }

  private static void requireSuccess(ContractResult result) {
    if (result.getStatus() != ExecutionStatus.EXECUTION_STATUS_SUCCEEDED) {
      throw new CommandException(
          ExitCode.FAILED,
          result.getFailureMessage()
              + " ("
              + result.getFailureReason()
              + (result.getTransactionId().isEmpty()
                  ? ""
                  : ", transaction " + result.getTransactionId())
              + ")");
    }
  }

  private static String json(ContractEvent event) {
    JsonObject object = new JsonObject();
    object.addProperty("contract", event.getContract());
    JsonArray topics = new JsonArray();
    event.getTopicsList().forEach(topic -> topics.add(hex(topic)));
    object.add("topics", topics);
    object.addProperty("data", hex(event.getData()));
    object.addProperty("block", event.getBlockHeight());
    object.addProperty("transaction", event.getTransactionId());
    object.addProperty("index", event.getEventIndex());
    return object.toString();
  }

  private static String json(TracedInstruction step) {
    JsonObject object = new JsonObject();
    object.addProperty("pc", step.getPc());
    object.addProperty("op", step.getOp());
    object.addProperty("gas", "0x" + Long.toHexString(step.getGas()));
    object.addProperty("gasCost", "0x" + Long.toHexString(step.getGasCost()));
    object.addProperty("memSize", step.getMemorySize());
    JsonArray stack = new JsonArray();
    step.getStackList().forEach(word -> stack.add(quantity(word)));
    object.add("stack", stack);
    object.addProperty("depth", step.getDepth());
    object.addProperty("refund", step.getRefund());
    object.addProperty("opName", step.getOpName());
    if (!step.getError().isEmpty()) {
      object.addProperty("error", step.getError());
    }
    return object.toString();
  }

  private static String quantity(ByteString word) {
    return "0x" + new java.math.BigInteger(1, word.toByteArray()).toString(16);
  }

  private static String hex(ByteString bytes) {
    return "0x" + HexFormat.of().formatHex(bytes.toByteArray());
  }
}
