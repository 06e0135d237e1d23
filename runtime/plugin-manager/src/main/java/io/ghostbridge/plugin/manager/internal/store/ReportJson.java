package io.ghostbridge.plugin.manager.internal.store;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.ghostbridge.api.plugin.PluginChange.Action;
import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginProgress.Phase;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginReport.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report as one line of JSON. */
final class ReportJson {
  private static final int MAX_LINES_OF_RESIDUE = 1000;

  private ReportJson() {}

  static String write(PluginReport report) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name("at").value(report.at().toString());
      json.name("action").value(report.action().name());
      json.name("name").value(report.name());
      json.name("outcome").value(report.outcome().name());
      json.name("reason").value(report.reason());
      json.name("why").value(report.why());
      json.name("plan").value(report.planId());
      write(json, "before", report.before());
      write(json, "after", report.after());
      json.name("micros").beginObject();
      for (var duration : report.durationsMicros().entrySet()) {
        json.name(duration.getKey().name()).value(duration.getValue());
      }
      json.endObject();
      json.name("residue").beginArray();
      for (String line : report.residue().stream().limit(MAX_LINES_OF_RESIDUE).toList()) {
        json.value(line);
      }
      json.endArray().endObject();
    } catch (IOException e) {
      throw new AssertionError("a string can be written", e);
    }
    return text.toString();
  }

  private static void write(JsonWriter json, String name, Optional<PluginIdentity> identity)
      throws IOException {
    if (identity.isPresent()) {
      json.name(name).beginObject();
      json.name("name").value(identity.get().name());
      json.name("version").value(identity.get().version());
      json.name("sha256").value(identity.get().sha256());
      json.name("publisher").value(identity.get().publisher());
      json.endObject();
    }
  }

  /** Reads a line; empty if it is none that was written here, such as a torn one. */
  static Optional<PluginReport> read(String line) {
    Map<String, String> texts = new HashMap<>();
    Map<String, PluginIdentity> identities = new HashMap<>();
    Map<Phase, Long> micros = new HashMap<>();
    List<String> residue = new ArrayList<>();
    try (JsonReader json = new JsonReader(new StringReader(line))) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        switch (name) {
          case "before", "after" -> {
            Map<String, String> parts = new HashMap<>();
            json.beginObject();
            while (json.hasNext()) {
              parts.put(json.nextName(), json.nextString());
            }
            json.endObject();
            identities.put(name, identity(parts));
          }
          case "micros" -> {
            json.beginObject();
            while (json.hasNext()) {
              micros.put(Phase.valueOf(json.nextName()), json.nextLong());
            }
            json.endObject();
          }
          case "residue" -> {
            json.beginArray();
            while (json.hasNext()) {
              residue.add(json.nextString());
            }
            json.endArray();
          }
          default -> texts.put(name, json.nextString());
        }
      }
      json.endObject();
      return json.peek() != JsonToken.END_DOCUMENT
          ? Optional.empty()
          : Optional.of(
              new PluginReport(
                  text(texts, "plan"),
                  Action.valueOf(text(texts, "action")),
                  text(texts, "name"),
                  Optional.ofNullable(identities.get("before")),
                  Optional.ofNullable(identities.get("after")),
                  Outcome.valueOf(text(texts, "outcome")),
                  text(texts, "reason"),
                  text(texts, "why"),
                  Instant.parse(text(texts, "at")),
                  micros,
                  residue));
    } catch (IOException | RuntimeException e) {
      // A history is told, never acted upon: a line that was torn is left out.
      return Optional.empty();
    }
  }

  private static PluginIdentity identity(Map<String, String> parts) {
    return new PluginIdentity(
        text(parts, "name"),
        text(parts, "version"),
        text(parts, "sha256"),
        text(parts, "publisher"));
  }

  private static String text(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalStateException("no " + name);
    }
    return text;
  }
}
