package io.ghostbridge.cli.chain;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code name register}, {@code update}, {@code show}, {@code transfer}, {@code renew}, {@code
 * import}.
 */
@Command(
    name = "name",
    description = "Registers, changes and shows names of the chain.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class NameCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: register, update, show, transfer, renew or import");
  }

  @Command(
      name = "register",
      description = {
        "Registers a free name for the key's account.",
        "Such as: ghostbridge name register alice.ghost A 192.0.2.1"
      },
      mixinStandardHelpOptions = true)
  void register(
      @Mixin ChainOptions options,
      @Mixin RecordOptions records,
      @Option(
              names = "--blocks",
              paramLabel = "N",
              description = "For how many blocks. Default: one registration period.")
          @Nullable Long blocks) {
    String name = records.name();
    var parsed = records.parse();
    String block =
        submit(
            options,
            transactions ->
                transactions.register(
                    name, parsed, blocks == null ? transactions.defaultDurationBlocks() : blocks));
    spec.commandLine().getOut().println("registered " + name + block);
  }

  @Command(
      name = "update",
      description = {
        "Replaces all records of a name that the key's account owns, or of one below it.",
        "Without a record, a name below is removed.",
        "Such as: ghostbridge name update www.alice.ghost CNAME alice.ghost."
      },
      mixinStandardHelpOptions = true)
  void update(@Mixin ChainOptions options, @Mixin RecordOptions records) {
    String name = records.name();
    var parsed = records.parse();
    String block = submit(options, transactions -> transactions.update(name, parsed));
    spec.commandLine().getOut().println("updated " + name + block);
  }

  @Command(
      name = "transfer",
      description = "Gives a registered name, with everything below it, to another account.",
      mixinStandardHelpOptions = true)
  void transfer(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "NAME", description = "Such as alice.ghost.") String name,
      @Parameters(paramLabel = "TO", description = "An address, or a key's name.") String to) {
    var receiver = options.address(to);
    String block = submit(options, transactions -> transactions.transferName(name, receiver));
    spec.commandLine().getOut().println("gave " + name + " to " + receiver + block);
  }

  @Command(
      name = "renew",
      description = "Lengthens a registration.",
      mixinStandardHelpOptions = true)
  void renew(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "NAME", description = "Such as alice.ghost.") String name,
      @Option(
              names = "--blocks",
              paramLabel = "N",
              description = "By how many blocks. Default: one registration period.")
          @Nullable Long blocks) {
    String block =
        submit(
            options,
            transactions ->
                transactions.renew(
                    name, blocks == null ? transactions.defaultDurationBlocks() : blocks));
    spec.commandLine().getOut().println("renewed " + name + block);
  }

  @Command(
      name = "show",
      description = "Shows a name's records and owner, and checks the node's signature of them.",
      mixinStandardHelpOptions = true)
  void show(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "NAME", description = "Such as alice.ghost.") String name) {
    try (ChainClient client = options.connect()) {
      var answer = client.resolve(name);
      var out = spec.commandLine().getOut();
      for (var record : answer.getRecordsList()) {
        out.println(Records.line(answer.getDomain(), record));
      }
      out.println("; owner " + answer.getOwnerId());
      out.println("; block " + answer.getBlockHeight());
      ChainInfo chain = client.info();
      byte[] nodeKey = chain.getNodePublicKey().toByteArray();
      if (!DomainSignature.isValid(answer, chain.getChainId(), nodeKey)) {
        throw new CommandException(
            ExitCode.FAILED, "the signature of the answer is not the node's: do not trust it");
      }
      out.println("; signed by the node's key " + HexFormat.of().formatHex(nodeKey));
      out.flush();
    }
  }

  @Command(
      name = "import",
      description = {
        "Puts the names of a zone file (RFC 1035) on the chain.",
        "Registers those that are free, and replaces the records of those that the key's account",
        "owns; so an import that was interrupted is finished by running it again."
      },
      mixinStandardHelpOptions = true)
  void importFile(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "FILE", description = "The zone file.") Path file,
      @Option(
              names = "--origin",
              paramLabel = "NAME",
              defaultValue = "ghost.",
              description =
                  "What relative names are below, until the file says $ORIGIN. Default:"
                      + " ${DEFAULT-VALUE}")
          String origin,
      @Option(
              names = "--blocks",
              paramLabel = "N",
              description = "Registers for how many blocks. Default: one registration period.")
          @Nullable Long blocks)
      throws InterruptedException {
    ZoneFile zone = ZoneFile.read(file, origin);
    var err = spec.commandLine().getErr();
    if (zone.skipped() > 0) {
      err.println(zone.skipped() + " records of the zone itself (SOA, NS, …) are left out");
    }
    KeyFile key = options.key();
    try (ChainClient client = options.connect()) {
      TransactionBuilder transactions = TransactionBuilder.of(client, key);
      long duration = blocks == null ? transactions.defaultDurationBlocks() : blocks;
      new ZoneImport(client, transactions, key.address(), duration, err).run(zone);
    }
  }

  private static String submit(
      ChainOptions options, Function<TransactionBuilder, SignedTransaction> operation) {
    KeyFile key = options.key();
    try (ChainClient client = options.connect()) {
      TransactionResponse response =
          client.submit(operation.apply(TransactionBuilder.of(client, key)));
      return " in block "
          + response.getBlockHeight()
          + ", transaction "
          + response.getTransactionId();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
