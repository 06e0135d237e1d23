package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.NativeFunctions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What all frames of one execution share. */
public final class Execution {
  /** The words that a frame's part of the stack may have. */
  public static final int STACK_WORDS = 1024;

  /** The longs that a frame's part of the stack may have. */
  public static final int STACK_LONGS = 4 * STACK_WORDS;

  /** The state. */
  public final WorldState world;

  /** What is around it. */
  public final Host host;

  /** The rules. */
  public final Rules rules;

  /** Long division's working space. */
  public final long[] scratch;

  /** Digests. */
  public final KeptDigests keccak;

  /** Addresses that words on the stack stand for. */
  final Addresses addresses;

  /** Programs of this execution. */
  final RecentPrograms programs;

  final @Nullable NativeFunctions functions;
  private final @Nullable Tracing tracing;
  private final Workspace workspace;
  private long[] stack;
  private @Nullable Word originWord;
  private @Nullable Word coinbaseWord;

  Execution(
      WorldState world,
      Host host,
      Rules rules,
      @Nullable NativeFunctions functions,
      RecentPrograms programs,
      Workspace workspace) {
    this.workspace = workspace;
    this.programs = programs;
    scratch = workspace.scratch;
    keccak = workspace.keccak;
    addresses = workspace.addresses;
    stack = workspace.stack;
    this.world = world;
    this.host = host;
    this.rules = rules;
    this.functions = functions;
    Tracer tracer = host.tracer();
    this.tracing = tracer == null ? null : new Tracing(tracer);
  }

  /** Who is shown each instruction, or nobody. */
  @Nullable Tracing tracing() {
    return tracing;
  }

  /** Shows the frame before its instruction, where somebody looks. */
  void trace(Frame frame) {
    if (tracing != null) {
      tracing.before(frame);
    }
  }

  /** The stack of all frames; another array after a call. */
  public long[] stack() {
    return stack;
  }

  /** Makes room for a frame whose part begins at {@code base}. */
  void reserve(int base) {
    int needed = base + STACK_LONGS;
    if (needed > stack.length) {
      stack = Arrays.copyOf(stack, Math.max(needed, 2 * stack.length));
      workspace.stack = stack;
    }
  }

  /** The transaction's sender as a word. */
  public Word originWord() {
    Word word = originWord;
    if (word == null) {
      word = Word.of(host.transaction().origin());
      originWord = word;
    }
    return word;
  }

  /** The block's proposer as a word. */
  public Word coinbaseWord() {
    Word word = coinbaseWord;
    if (word == null) {
      word = Word.of(host.block().coinbase());
      coinbaseWord = word;
    }
    return word;
  }

  /**
   * To be called now and then.
   *
   * @throws ExecutionInterruptedException if the thread is interrupted
   */
  public void checkInterruption() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ExecutionInterruptedException("in a contract");
    }
  }
}
