package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.vm.CallKind;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls within a transaction as a tree, as geth's {@code callTracer} shows it. */
final class CallTracer implements TransactionTracer {
  private static final int FRAME_BYTES = 1000;
  private static final int FIRST_LOG_OPCODE = 0xa0;

  private final TraceOptions options;
  private final TraceRoom room;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private @Nullable Frame top;

  /** What is shown within a call. */
  private sealed interface Shown permits Frame, Ended {}

  /** A contract that ended itself, which geth shows as a call of its beneficiary. */
  private record Ended(Address contract, Address beneficiary, Word balance) implements Shown {}

  /** A call, with the calls and events within. */
  private static final class Frame implements Shown {
    private final Message message;
    private @Nullable ExecutionResult result;
    private final List<Shown> calls = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> logs = new ArrayList<>();

    Frame(Message message) {
      this.message = message;
    }
  }

  CallTracer(TraceOptions options, int maximumBytes) {
    this.options = options;
    this.room = new TraceRoom(maximumBytes);
  }

  @Override
  public void enter(Message message) {
    Frame frame = new Frame(message);
    Frame caller = frames.peek();
    if (caller == null) {
      top = frame;
    } else if (!options.onlyTopCall() && room.take(FRAME_BYTES + 2L * message.input().size())) {
      caller.calls.add(frame);
    }
    frames.push(frame);
  }

  @Override
  public void exit(Message message, ExecutionResult result) {
    room.take(2L * result.output().size());
    frames.pop().result = result;
  }

  @Override
  public void selfDestruct(Address contract, Address beneficiary, Word balance) {
    Frame frame = frames.peek();
    if (frame != null && !options.onlyTopCall() && room.take(FRAME_BYTES)) {
      frame.calls.add(new Ended(contract, beneficiary, balance));
    }
  }

  @Override
  public void step(TraceStep step) {
    boolean log = step.opcodeName().startsWith("LOG") && step.error().isEmpty();
    Frame frame = frames.peek();
    if (!options.withLog() || !log || frame == null || (options.onlyTopCall() && frame != top)) {
      return;
    }
    int topics = step.opcode() - FIRST_LOG_OPCODE;
    int size = step.stackSize();
    if (topics < 0 || topics > 4 || size < 2 + topics || !room.take(FRAME_BYTES)) {
      return;
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < topics; i++) {
      words.add(Hex.data(step.stack(size - 3 - i)));
    }
    frame.logs.add(
        new Members()
            .put("address", Hex.data(frame.message.recipient()))
            .put("topics", words)
            .put("data", Hex.data(slice(step, step.stack(size - 1), step.stack(size - 2))))
            .put("position", Hex.quantity(frame.calls.size()))
            .map());
  }

  /** A part of the memory, zeroes beyond its end: it grows only when the instruction runs. */
  private Bytes slice(TraceStep step, Word offset, Word length) {
    if (!offset.fitsLong() || !length.fitsLong() || !room.take(length.w0())) {
      return Bytes.EMPTY;
    }
    int from = (int) Math.min(offset.w0(), step.memorySize());
    byte[] data = new byte[(int) length.w0()];
    byte[] memory = step.memory().unsafeArray();
    System.arraycopy(memory, from, data, 0, Math.min(data.length, memory.length - from));
    return Bytes.wrap(data);
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
    Frame first = top;
    Members out = first == null ? withoutCode(transaction) : members(first);
    out.put("gas", Hex.quantity(transaction.gasLimit()));
    out.put("gasUsed", Hex.quantity(result.gasUsed()));
    return out.map();
  }

  /** A transfer runs no code. */
  private static Members withoutCode(ContractTransaction transaction) {
    return new Members()
        .put("from", Hex.data(transaction.sender()))
        .put("gas", null)
        .put("gasUsed", null)
        .put("to", transaction.to().map(Hex::data).orElse(null))
        .put("input", Hex.data(transaction.input()))
        .put("value", Hex.quantity(transaction.value()))
        .put("type", "CALL");
  }

  private static Members members(Shown shown) {
    return switch (shown) {
      case Frame frame -> members(frame);
      case Ended ended ->
          new Members()
              .put("from", Hex.data(ended.contract()))
              .put("gas", "0x0")
              .put("gasUsed", "0x0")
              .put("to", Hex.data(ended.beneficiary()))
              .put("input", "0x")
              .put("value", Hex.quantity(ended.balance()))
              .put("type", "SELFDESTRUCT");
    };
  }

  private static Members members(Frame frame) {
    Message message = frame.message;
    boolean borrowed =
        message.kind() == CallKind.DELEGATECALL || message.kind() == CallKind.CALLCODE;
    Address from = borrowed ? message.recipient() : message.caller();
    ExecutionResult result = frame.result;
    Members out =
        new Members()
            .put("from", Hex.data(from))
            .put("gas", Hex.quantity(message.gas()))
            .put("gasUsed", Hex.quantity(result == null ? 0 : result.gasUsed()));
    // A contract that was not made has no address.
    if (!message.kind().isCreate() || (result != null && result.succeeded())) {
      out.put("to", Hex.data(borrowed ? message.codeAddress() : message.recipient()));
    }
    out.put("input", Hex.data(message.input()));
    if (result != null) {
      outcome(out, result);
    }
    if (!frame.calls.isEmpty()) {
      out.put("calls", frame.calls.stream().map(each -> members(each).map()).toList());
    }
    if (!frame.logs.isEmpty() && (result == null || result.succeeded())) {
      out.put("logs", frame.logs);
    }
    if (message.kind() != CallKind.STATICCALL) {
      out.put("value", Hex.quantity(message.value()));
    }
    return out.put("type", message.kind().name());
  }

  private static void outcome(Members out, ExecutionResult result) {
    if (!result.output().isEmpty()) {
      out.put("output", Hex.data(result.output()));
    }
    if (!result.succeeded()) {
      out.put("error", RpcErrors.text(result));
      if (result.status() == ExecutionResult.Status.REVERTED) {
        RevertReason.of(result.output()).ifPresent(reason -> out.put("revertReason", reason));
      }
    }
  }
}
