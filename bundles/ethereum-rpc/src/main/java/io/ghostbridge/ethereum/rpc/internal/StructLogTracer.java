package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every instruction, as geth's struct logger shows it. */
final class StructLogTracer implements TransactionTracer {
  private static final int STEP_BYTES = 400;
  private static final int WORD_BYTES = 140;

  private final TraceOptions options;
  private final TraceRoom room;
  private final List<Object> steps = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Map<Address, Map<Word, Word>> touched = new HashMap<>();

  /** A call that runs. What the instruction before loads is on the stack before the next. */
  private static final class Frame {
    private final Address storageOwner;
    private @Nullable Word pendingLoad;
    private @Nullable Members loadingStep;

    Frame(Address storageOwner) {
      this.storageOwner = storageOwner;
    }
  }

  StructLogTracer(TraceOptions options, int maximumBytes) {
    this.options = options;
    this.room = new TraceRoom(maximumBytes);
  }

  @Override
  public void enter(Message message) {
    frames.push(new Frame(message.recipient()));
  }

  @Override
  public void exit(Message message, ExecutionResult result) {
    frames.pop();
  }

  @Override
  public void step(TraceStep step) {
    Frame frame = frames.peek();
    if (frame != null) {
      finishLoad(frame, step);
    }
    if (options.limit() > 0 && steps.size() >= options.limit()) {
      return;
    }
    long size = STEP_BYTES;
    size += options.stack() ? (long) WORD_BYTES * step.stackSize() : 0;
    size += options.memory() ? (long) WORD_BYTES * (step.memorySize() / Word.SIZE) : 0;
    if (!room.take(size)) {
      return;
    }
    Members out =
        new Members()
            .put("pc", (long) step.pc())
            .put("op", step.opcodeName())
            .put("gas", step.gas())
            .put("gasCost", step.gasCost())
            .put("depth", (long) step.depth());
    if (step.refund() != 0) {
      out.put("refund", step.refund());
    }
    if (!step.error().isEmpty()) {
      out.put("error", step.error());
    }
    if (options.stack()) {
      List<String> stack = new ArrayList<>(step.stackSize());
      for (int i = 0; i < step.stackSize(); i++) {
        stack.add(Hex.quantity(step.stack(i)));
      }
      out.put("stack", stack);
    }
    if (options.memory()) {
      out.put("memory", words(step.memory()));
    }
    if (options.returnData() && !step.returnData().isEmpty()) {
      out.put("returnData", Hex.data(step.returnData()));
    }
    if (options.storage() && frame != null) {
      storage(out, frame, step);
    }
    steps.add(out.map());
  }

  /** Words of the memory as geth has them: 64 digits. */
  private static List<String> words(Bytes memory) {
    String hex = memory.toHex();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < hex.length(); i += 2 * Word.SIZE) {
      words.add("0x" + hex.substring(i, Math.min(hex.length(), i + 2 * Word.SIZE)));
    }
    return words;
  }

  private void storage(Members out, Frame frame, TraceStep step) {
    int size = step.stackSize();
    if (step.opcodeName().equals("SLOAD") && size >= 1) {
      frame.pendingLoad = step.stack(size - 1);
      frame.loadingStep = out;
    } else if (step.opcodeName().equals("SSTORE") && size >= 2) {
      out.put("storage", remember(frame, step.stack(size - 1), step.stack(size - 2)));
    }
  }

  private void finishLoad(Frame frame, TraceStep step) {
    Word key = frame.pendingLoad;
    Members loading = frame.loadingStep;
    if (key != null && loading != null && step.stackSize() > 0) {
      loading.put("storage", remember(frame, key, step.stack(step.stackSize() - 1)));
    }
    frame.pendingLoad = null;
    frame.loadingStep = null;
  }

  private Map<String, @Nullable Object> remember(Frame frame, Word key, Word value) {
    Map<Word, Word> storage = touched.computeIfAbsent(frame.storageOwner, owner -> new TreeMap<>());
    storage.put(key, value);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    if (room.take(2L * WORD_BYTES * storage.size())) {
      storage.forEach((each, word) -> shown.put(digits(each), digits(word)));
    }
    return shown;
  }

  private static String digits(Word word) {
    return Bytes.wrap(word.toBytes()).toHex();
  }

  @Override
  public boolean isTooLarge() {
    return room.isExceeded();
  }

  @Override
  public JsonRpcException tooLarge() {
    return room.error();
  }

  @Override
  public Map<String, @Nullable Object> answer(
      ContractTransaction transaction, TransactionResult result) throws JsonRpcException {
    if (room.isExceeded()) {
      throw room.error();
    }
    return new Members()
        .put("gas", result.gasUsed())
        .put("failed", !result.execution().succeeded())
        .put("returnValue", Hex.data(result.execution().output()))
        .put("structLogs", steps)
        .map();
  }
}
