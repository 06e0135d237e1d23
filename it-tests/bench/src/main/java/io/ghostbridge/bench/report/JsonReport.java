package io.ghostbridge.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** A report as {@code target/bench/NAME.json}. */
public final class JsonReport {
  private JsonReport() {}

  /** The JSON text. */
  public static String write(Report report, Map<String, Object> machine) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", report.name());
    json.put("machine", machine);
    json.put("cases", report.measurements().stream().map(JsonReport::measurement).toList());
    json.put("ratios", report.ratios().stream().map(JsonReport::ratio).toList());
    json.put("goals", report.goals().stream().map(JsonReport::goal).toList());
    return Json.write(json);
  }

  private static Map<String, Object> measurement(Measurement measurement) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("case", measurement.caseName());
    json.put("subject", measurement.subject());
    json.put("metric", measurement.metric().wireName());
    json.put("unit", measurement.metric().unit());
    json.put("median", measurement.median());
    json.put("min", measurement.min());
    json.put("max", measurement.max());
    json.put("runs", measurement.runs());
    return json;
  }

  private static Map<String, Object> ratio(Ratio ratio) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("case", ratio.caseName());
    json.put("metric", ratio.metric().wireName());
    json.put("against", ratio.against());
    json.put("ratio", ratio.ratio());
    json.put("goal", ratio.goal());
    json.put("better", ratio.metric().better().wireName());
    json.put("met", ratio.met());
    return json;
  }

  private static Map<String, Object> goal(Goal goal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("case", goal.caseName());
    json.put("metric", goal.metric().wireName());
    json.put("value", goal.value());
    json.put("goal", goal.goal());
    json.put("better", goal.metric().better().wireName());
    json.put("met", goal.met());
    return json;
  }
}
