package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RpcStream;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request's messages from the event loop, which assembles them, to the handler's
 * thread, which takes them as it asked for them. Flow control: bytes go back to the client's window
 * as long as the handler wants messages or little is waiting; beyond that the client has to wait
 * for the handler.
 */
final class InboundMessages {
  /** What may wait unread without holding the client back. */
  private static final int PREFETCH_BYTES = 32 * 1024;

  private static final AtomicIntegerFieldUpdater<InboundMessages> WAITING_BYTES =
      AtomicIntegerFieldUpdater.newUpdater(InboundMessages.class, "waitingBytes");
  private static final AtomicIntegerFieldUpdater<InboundMessages> DEMAND =
      AtomicIntegerFieldUpdater.newUpdater(InboundMessages.class, "demand");

  private final RpcStream stream;
  private final int maxMessageBytes;
  private final MessageBudget budget;

  /** Made for the first message that does not come whole. */
  private @Nullable MessageAssembler assembler;

  /**
   * Queue of one producer, the event loop, and one consumer at a time, linked through the messages.
   */
  private @Nullable MessageStream tail;

  /** The first of all, until it is taken. */
  private volatile @Nullable MessageStream first;

  /** What the consumer took last. */
  private @Nullable MessageStream head;

  private volatile int waitingBytes;
  private volatile int demand;

  /** Received bytes not yet returned to the client's window. Written by the event loop. */
  private volatile int owedBytes;

  private volatile boolean ended;
  private volatile boolean discarded;

  InboundMessages(RpcStream stream, int maxMessageBytes, MessageBudget budget) {
    this.stream = stream;
    this.budget = budget;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Event loop: takes received bytes. */
  void append(ByteBuf data, boolean endOfStream) throws MalformedMessageException {
    int received = data.readableBytes();
    if (discarded) {
      stream.consumed(received);
      return;
    }
    while (true) {
      MessageStream message = cut(data);
      if (message == null) {
        break;
      }
      WAITING_BYTES.addAndGet(this, message.length());
      add(message);
      if (!data.isReadable()) {
        break;
      }
    }
    if (endOfStream) {
      MessageAssembler unfinished = assembler;
      if (unfinished != null && unfinished.midMessage()) {
        throw new MalformedMessageException(
            Status.INTERNAL.withDescription("the request ended within a message"),
            "MALFORMED_MESSAGE");
      }
      ended = true;
    }
    int owed = owedBytes;
    if (owed == 0 && mayReturn()) {
      stream.consumed(received);
      return;
    }
    owedBytes = owed + received;
    returnOwed();
  }

  private void add(MessageStream message) {
    MessageStream before = tail;
    tail = message;
    if (before == null) {
      first = message;
    } else {
      before.next = message;
    }
  }

  private @Nullable MessageStream next() {
    MessageStream before = head;
    return before == null ? first : before.next;
  }

  private void take(MessageStream message) {
    if (head == null) {
      // Else it would hold all that come after it.
      first = null;
    }
    head = message;
  }

  private @Nullable MessageStream cut(ByteBuf data) throws MalformedMessageException {
    MessageAssembler current = assembler;
    if (current == null) {
      MessageStream whole = MessageAssembler.whole(data, maxMessageBytes);
      if (whole != null || !data.isReadable()) {
        return whole;
      }
      current = new MessageAssembler(maxMessageBytes, budget);
      assembler = current;
    }
    return current.next(data);
  }

  private boolean mayReturn() {
    return demand > 0 || waitingBytes <= PREFETCH_BYTES;
  }

  /** Any thread: gives the client's window back what it is owed, if it may send more. */
  void returnOwed() {
    if (owedBytes == 0 || !mayReturn()) {
      return;
    }
    if (stream.executor().inEventLoop()) {
      int owed = owedBytes;
      owedBytes = 0;
      stream.consumed(owed);
    } else {
      LoopTasks.later(stream.executor(), this::returnOwed);
    }
  }

  void request(int messages) {
    DEMAND.accumulateAndGet(
        this, messages, (before, more) -> before + more < 0 ? Integer.MAX_VALUE : before + more);
  }

  /** Handler's thread: the next message that was asked for, or null. */
  @Nullable MessageStream poll() {
    if (demand == 0) {
      return null;
    }
    MessageStream message = next();
    if (message == null) {
      return null;
    }
    take(message);
    DEMAND.decrementAndGet(this);
    WAITING_BYTES.addAndGet(this, -message.length());
    if (MessageAssembler.isCounted(message.length())) {
      budget.release(message.length());
    }
    return message;
  }

  /** Handler's thread: whether the client is done and everything was taken. */
  boolean isExhausted() {
    return ended && next() == null;
  }

  /** Event loop: the rest of the request is of no interest. */
  void discard() {
    discarded = true;
    MessageAssembler unfinished = assembler;
    if (unfinished != null) {
      unfinished.discard();
    }
    if (owedBytes > 0) {
      stream.consumed(owedBytes);
      owedBytes = 0;
    }
  }

  /** Handler's thread, after its last callback: lets go of what was never read. */
  void clear() {
    for (MessageStream message = next(); message != null; message = message.next) {
      take(message);
      if (MessageAssembler.isCounted(message.length())) {
        budget.release(message.length());
      }
    }
  }
}
