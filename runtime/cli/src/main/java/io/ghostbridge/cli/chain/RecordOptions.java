package io.ghostbridge.cli.chain;

import io.ghostbridge.proto.ledger.v1.NameRecord;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A name and its records. */
final class RecordOptions {
  @Parameters(paramLabel = "NAME", index = "0", description = "Such as alice.ghost.")
  private String name = "";

  @Parameters(
      paramLabel = "RECORD",
      index = "1..*",
      arity = "0..*",
      description = "One record, its type and data as in a zone file: A 192.0.2.1")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--record",
      paramLabel = "'TYPE DATA'",
      description =
          "A further record in quotes, such as 'MX 10 mail.alice.ghost.'. May be repeated.")
  private List<String> records = new ArrayList<>();

  @Option(
      names = "--ttl",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long resolvers may keep the records. Default: ${DEFAULT-VALUE}.")
  private int ttlSeconds = 300;

  String name() {
    return name;
  }

  List<NameRecord> parse() {
    List<NameRecord> parsed = new ArrayList<>();
    if (!words.isEmpty()) {
      parsed.add(Records.parse(String.join(" ", words), ttlSeconds));
    }
    for (String record : records) {
      parsed.add(Records.parse(record, ttlSeconds));
    }
    return parsed;
  }
}
