package io.ghostbridge.wasm.internal.specification;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ghostbridge.api.vm.InvalidCodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.UnlinkableException;
import run.endive.wasm.WasmEngineException;

/** One file of the suite, as {@code wasm-tools json-from-wast} writes it. */
final class Script {
  private final Path file;
  private final Tally tally;
  private final Machines machines;
  private final Map<String, @Nullable Linked> named = new HashMap<>();
  private @Nullable Linked current;
  private String unavailable = "no module";
  private boolean hasSkipped;

  Script(Path file, boolean compiled, Tally tally) {
    this.file = file;
    this.tally = tally;
    this.machines = new Machines(compiled);
  }

  void run() throws IOException {
    JsonObject script = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    for (JsonElement command : script.getAsJsonArray("commands")) {
      JsonObject step = command.getAsJsonObject();
      String where = file.getFileName() + ":" + step.get("line").getAsInt();
      try {
        run(step, where);
      } catch (RuntimeException | StackOverflowError e) {
        tally.fail(where, step.get("type").getAsString() + " threw " + e);
      }
    }
  }

  private void run(JsonObject step, String where) throws IOException {
    switch (step.get("type").getAsString()) {
      case "module" -> module(step, where);
      case "register" -> register(step);
      case "action" -> act(step.getAsJsonObject("action"));
      case "assert_return" -> assertReturn(step, where);
      case "assert_trap", "assert_exhaustion" -> assertTrap(step, where);
      case "assert_invalid", "assert_malformed" -> assertRefused(step, where);
      case "assert_unlinkable", "assert_uninstantiable" -> assertNotLinked(step, where);
      default -> tally.skip(step.get("type").getAsString());
    }
  }

  private byte[] bytes(JsonObject step) throws IOException {
    return Files.readAllBytes(file.resolveSibling(step.get("filename").getAsString()));
  }

  private void module(JsonObject step, String where) throws IOException {
    current = null;
    if (!step.get("module_type").getAsString().equals("binary")) {
      unavailable = "the text format";
      tally.skip(unavailable);
      return;
    }
    try {
      current = machines.link(bytes(step));
      tally.pass();
    } catch (InvalidCodeException e) {
      if (isOff(e)) {
        unavailable = feature(e);
        hasSkipped = true;
        tally.skip(unavailable);
      } else {
        unavailable = "a module that should be valid";
        tally.fail(where, "refused " + e.getMessage());
      }
    } catch (UnlinkableException e) {
      if (!hasSkipped) {
        throw e;
      }
      unavailable = "a module that imports from one that was skipped";
      tally.skip(unavailable);
    }
    if (step.has("name")) {
      named.put(step.get("name").getAsString(), current);
    }
  }

  /** Whether a module is refused for what is off or too large, and not for being wrong. */
  private static boolean isOff(InvalidCodeException e) {
    return feature(e).startsWith("unsupported") || feature(e).startsWith("too many");
  }

  /** What is off or too much, without the place and the figures. */
  private static String feature(InvalidCodeException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("^at offset \\d+: ", "")
        .replaceFirst("^(unsupported: [^(;]*[^(; ]|[^:(]*).*", "$1");
  }

  private void register(JsonObject step) {
    Linked linked = step.has("name") ? named.get(step.get("name").getAsString()) : current;
    if (linked != null) {
      machines.register(step.get("as").getAsString(), linked);
    }
  }

  private @Nullable Linked target(JsonObject action) {
    return action.has("module") ? named.get(action.get("module").getAsString()) : current;
  }

  /** Carries an action out; nothing if its module is one that was skipped. */
  private long @Nullable [] act(JsonObject action) {
    Linked linked = target(action);
    if (linked == null) {
      tally.skip(unavailable);
      return null;
    }
    String field = action.get("field").getAsString();
    if (action.get("type").getAsString().equals("get")) {
      return new long[] {linked.global(field)};
    }
    JsonArray given = action.getAsJsonArray("args");
    long[] args = new long[given.size()];
    for (int i = 0; i < args.length; i++) {
      JsonObject arg = given.get(i).getAsJsonObject();
      args[i] = number(arg.get("value").getAsString());
      if (arg.get("type").getAsString().equals("i32")) {
        args[i] = (int) args[i];
      }
    }
    machines.refill();
    return linked.call(field, args);
  }

  private void assertReturn(JsonObject step, String where) {
    long[] found = act(step.getAsJsonObject("action"));
    if (found == null) {
      return;
    }
    JsonArray expected = step.getAsJsonArray("expected");
    boolean equal = found.length == expected.size();
    for (int i = 0; equal && i < found.length; i++) {
      equal = isEqual(expected.get(i).getAsJsonObject(), found[i]);
    }
    if (equal) {
      tally.pass();
    } else {
      tally.fail(where, "expected " + expected + ", found " + java.util.Arrays.toString(found));
    }
  }

  /** Signed or unsigned. */
  private static long number(String text) {
    return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
  }

  private static boolean isEqual(JsonObject expected, long found) {
    String value = expected.get("value").getAsString();
    return switch (expected.get("type").getAsString()) {
      case "i32" -> (int) number(value) == (int) found;
      case "i64" -> number(value) == found;
      case "f32" ->
          value.startsWith("nan:")
              ? Float.isNaN(Float.intBitsToFloat((int) found))
              : (int) number(value) == (int) found;
      case "f64" ->
          value.startsWith("nan:")
              ? Double.isNaN(Double.longBitsToDouble(found))
              : number(value) == found;
      default -> false;
    };
  }

  private void assertTrap(JsonObject step, String where) throws IOException {
    if (!step.has("action")) {
      assertNotLinked(step, where);
      return;
    }
    try {
      if (act(step.getAsJsonObject("action")) != null) {
        tally.fail(where, "no trap: " + step.get("text"));
      }
    } catch (WasmEngineException | ArithmeticException e) {
      tally.pass();
    }
  }

  private void assertRefused(JsonObject step, String where) throws IOException {
    if (!step.get("module_type").getAsString().equals("binary")) {
      tally.skip("the text format");
      return;
    }
    try {
      machines.read(bytes(step));
      tally.fail(where, "not refused: " + step.get("text"));
    } catch (InvalidCodeException e) {
      tally.pass();
    }
  }

  private void assertNotLinked(JsonObject step, String where) throws IOException {
    try {
      machines.link(bytes(step));
      tally.fail(where, "linked: " + step.get("text"));
    } catch (InvalidCodeException e) {
      tally.skip(feature(e));
    } catch (WasmEngineException | ArithmeticException e) {
      tally.pass();
    }
  }
}
