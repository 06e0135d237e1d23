package io.ghostbridge.cli.plugin;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.cli.NodeOptions;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.admin.v1.DnssecKey;
import io.ghostbridge.proto.admin.v1.DnssecRollRequest;
import io.ghostbridge.proto.admin.v1.DnssecRollRequest.Step;
import io.ghostbridge.proto.admin.v1.DnssecZone;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dnssec status}, {@code ds} and {@code roll}. */
@Command(
    name = "dnssec",
    description = "Shows and replaces the keys of the zones that a running node signs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class DnssecCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Which step of a rollover to take. */
  static final class StepOption {
    @Option(names = "--zsk", description = "Publishes a new zone-signing key.")
    private boolean zsk;

    @Option(names = "--ksk", description = "Publishes a new key-signing key.")
    private boolean ksk;

    @Option(
        names = "--ds-published",
        description =
            "Says that the parent, or whoever trusts the zone, has what 'dnssec ds' shows now.")
    private boolean dsPublished;

    Step step() {
      if (zsk) {
        return Step.STEP_ZSK;
      }
      if (ksk) {
        return Step.STEP_KSK;
      }
      return dsPublished ? Step.STEP_DS_PUBLISHED : Step.STEP_UNSPECIFIED;
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: status, ds or roll");
  }

  @Command(
      name = "status",
      description = "Lists the signed zones with their keys, and when these take their next step.",
      mixinStandardHelpOptions = true)
  void status(@Mixin NodeOptions node) {
    List<DnssecZone> zones = zones(node, null);
    if (zones.isEmpty()) {
      out().println("no zone is signed: see zones in config/io.ghostbridge.dnssec.cfg");
    }
    zones.forEach(this::show);
  }

  @Command(
      name = "ds",
      description = "Prints the DS records of signed zones, for their parents.",
      mixinStandardHelpOptions = true)
  void ds(
      @Mixin NodeOptions node,
      @Parameters(arity = "0..1", paramLabel = "ZONE", description = "One zone only.")
          @Nullable String zone,
      @Option(
              names = "--dnskey",
              description = "Prints DNSKEY records instead, as trust anchors of resolvers.")
          boolean dnskey) {
    for (DnssecZone each : zones(node, zone)) {
      (dnskey ? each.getTrustAnchorsList() : each.getDsList()).forEach(out()::println);
    }
  }

  @Command(
      name = "roll",
      description = "Takes a step in the replacement of a zone's key (RFC 6781, section 4.1).",
      mixinStandardHelpOptions = true)
  void roll(
      @Mixin NodeOptions node,
      @Parameters(paramLabel = "ZONE", description = "The zone, such as ghost.") String zone,
      @ArgGroup(multiplicity = "1") StepOption option) {
    DnssecRollRequest request =
        DnssecRollRequest.newBuilder().setZone(canonical(zone)).setStep(option.step()).build();
    try (AdminClient client = AdminClient.connect(node)) {
      show(client.roll(request));
    }
  }

  private List<DnssecZone> zones(NodeOptions node, @Nullable String wanted) {
    List<DnssecZone> all;
    try (AdminClient client = AdminClient.connect(node)) {
      all = client.dnssec().getZonesList();
    }
    if (wanted == null) {
      return all;
    }
    List<DnssecZone> found =
        all.stream().filter(each -> each.getZone().equals(canonical(wanted))).toList();
    if (found.isEmpty()) {
      throw new CommandException(
          ExitCode.FAILED,
          "the zone '"
              + wanted
              + "' is not signed here; signed are "
              + all.stream().map(DnssecZone::getZone).toList()
              + " (zones in config/io.ghostbridge.dnssec.cfg)");
    }
    return found;
  }

  private static String canonical(String zone) {
    String lower = zone.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private void show(DnssecZone zone) {
    out().println(zone.getZone());
    for (DnssecKey each : zone.getKeysList()) {
      out()
          .printf(
              "  %s %5d  %-17s  %-9s  since %s, %s%n",
              each.getRole(),
              each.getTag(),
              each.getAlgorithm(),
              each.getState(),
              Instant.ofEpochSecond(each.getSince()),
              next(each));
    }
    out().flush();
  }

  private static String next(DnssecKey key) {
    String due = key.getDue() == 0 ? "" : Instant.ofEpochSecond(key.getDue()).toString();
    return switch (key.getState()) {
      case "published" -> (key.getRole().equals("ksk") ? "ready from " : "signs from ") + due;
      case "ready" ->
          due.isEmpty()
              ? "waits for 'dnssec roll --ds-published'"
              : "taken as known to the parent from " + due;
      case "active" -> due.isEmpty() ? "until it is rolled" : "replaced from " + due;
      case "retired" ->
          (key.getRole().equals("ksk") ? "revoked or removed at " : "removed at ") + due;
      default -> "removed at " + due;
    };
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
