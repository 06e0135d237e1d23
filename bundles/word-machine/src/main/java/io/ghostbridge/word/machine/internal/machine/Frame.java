package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.internal.program.Program;
import org.jspecify.annotations.Nullable;

/**
 * One call's registers. Its part of the stack begins at {@link #base} in the execution's array;
 * {@link #sp} is the index after the top. Tiers keep gas and stack pointer in locals and write them
 * here before anything else reads them.
 */
public final class Frame {
  private static final byte[] NONE = new byte[0];

  /** The execution that it belongs to. */
  public final Execution execution;

  /** What runs. */
  public final Program program;

  /** The call. */
  public final Message message;

  /** Whose storage it works on. */
  public final Address self;

  /** The call data. */
  public final byte[] input;

  /** Whether any change is a failure. */
  public final boolean isStatic;

  /** Where its part of the stack begins. */
  public final int base;

  /** Its memory. */
  public final Memory memory = new Memory();

  /** After the top of the stack. */
  public int sp;

  /** What is left. */
  public long gas;

  /** The instruction to go on with, or the one that failed. */
  public int instruction;

  /** What the last call returned. */
  public byte[] returnData = NONE;

  /** What the code returns. */
  public byte[] output = NONE;

  /** Why it failed. */
  public @Nullable Failure failure;

  /** The same for people. */
  public String failureMessage = "";

  /** The call to carry out. */
  public @Nullable Message call;

  /** Where its output goes. */
  public int callOutput;

  /** How much of it at most. */
  public int callOutputLength;

  final @Nullable Frame parent;
  final Envelope.@Nullable Opened opened;
  private @Nullable Word selfWord;
  private @Nullable Word callerWord;

  Frame(
      Execution execution,
      Program program,
      Message message,
      int base,
      @Nullable Frame parent,
      Envelope.@Nullable Opened opened) {
    this.execution = execution;
    this.program = program;
    this.message = message;
    this.self = message.recipient();
    this.input = message.kind().isCreate() ? NONE : message.input().unsafeArray();
    this.isStatic = message.isStatic();
    this.base = base;
    this.sp = base;
    this.gas = message.gas();
    this.parent = parent;
    this.opened = opened;
  }

  /** The address of {@link #self} as a word. */
  public Word selfWord() {
    Word word = selfWord;
    if (word == null) {
      word = Word.of(self);
      selfWord = word;
    }
    return word;
  }

  /** The caller's address as a word. */
  public Word callerWord() {
    Word word = callerWord;
    if (word == null) {
      word = Word.of(message.caller());
      callerWord = word;
    }
    return word;
  }

  /** Notes a failure. */
  public int fail(Failure why, String text) {
    failure = why;
    failureMessage = text;
    return Status.FAILED;
  }

  /** The output as the caller gets it. */
  Bytes outputBytes() {
    return Bytes.wrap(output);
  }
}
