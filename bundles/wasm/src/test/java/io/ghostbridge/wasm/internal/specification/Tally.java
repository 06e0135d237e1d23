package io.ghostbridge.wasm.internal.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What passed, what failed, and why the rest was skipped. */
final class Tally {
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> skipped = new TreeMap<>();
  private int passed;

  void pass() {
    passed++;
  }

  void fail(String where, String what) {
    failures.add(where + ": " + what);
  }

  void skip(String reason) {
    skipped.merge(reason, 1, Integer::sum);
  }

  int passed() {
    return passed;
  }

  List<String> failures() {
    return failures;
  }

  String summary() {
    int all = skipped.values().stream().mapToInt(Integer::intValue).sum();
    return passed + " passed, " + failures.size() + " failed, " + all + " skipped " + skipped;
  }
}
