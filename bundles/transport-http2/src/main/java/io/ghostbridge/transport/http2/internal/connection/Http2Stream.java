package io.ghostbridge.transport.http2.internal.connection;

import io.ghostbridge.rpc.RpcCall;
import io.ghostbridge.rpc.RpcStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Event loop only. */
final class Http2Stream implements RpcStream {
  final int id;
  private final Http2Connection connection;
  private @Nullable RpcCall call;

  int sendWindow;
  boolean inSendQueue;
  private @Nullable ArrayDeque<ByteBuf> queue;
  private boolean messageCut;
  private byte @Nullable [][] trailers;
  private boolean endWithData;
  private long waitingSinceNanos;

  private int receiveWindow;
  private int unconsumed;
  private int toReturn;

  /** How much of the body that was declared has not come; -1 if its length was not. */
  private long missing;

  private boolean remoteEnded;
  private boolean headersWritten;
  private boolean gone;
  private boolean finished;
  private boolean aborted;
  private boolean released;
  private boolean placeFree;
  private int earlyWritten;
  private @Nullable Refusal refusal;

  private record Refusal(int status, String text) {}

  Http2Stream(
      int id,
      Http2Connection connection,
      int sendWindow,
      int receiveWindow,
      long contentLength,
      boolean remoteEnded) {
    this.id = id;
    this.connection = connection;
    this.sendWindow = sendWindow;
    this.receiveWindow = receiveWindow;
    this.missing = contentLength;
    this.remoteEnded = remoteEnded;
  }

  /** The call exists now; what happened to the stream while it was being made is told late. */
  void opened(RpcCall newCall) {
    call = newCall;
    if (earlyWritten > 0) {
      newCall.onWritten(earlyWritten);
    }
    if (finished) {
      newCall.onFinished();
    } else if (remoteEnded) {
      newCall.onData(Unpooled.EMPTY_BUFFER, true);
    }
  }

  // ---- From the client.

  boolean remoteEnded() {
    return remoteEnded;
  }

  /** Whether a body of this declared length may end here. */
  boolean hasWholeBody() {
    return missing <= 0;
  }

  /** Takes received bytes off the stream's window; false if the client overran it. */
  boolean receive(int flowControlled) {
    receiveWindow -= flowControlled;
    return receiveWindow >= 0;
  }

  /** Whether the body stays within its declared length with {@code bytes} more. */
  boolean fits(int bytes) {
    if (missing < 0) {
      return true;
    }
    if (bytes > missing) {
      return false;
    }
    missing -= bytes;
    return true;
  }

  void data(ByteBuf data, boolean endOfStream) {
    unconsumed += data.readableBytes();
    remoteEnded |= endOfStream;
    RpcCall current = call;
    if (current != null) {
      current.onData(data, endOfStream);
    }
    Refusal answer = refusal;
    if (endOfStream && answer != null && !gone) {
      write(answer);
    }
  }

  @Override
  public void consumed(int bytes) {
    if (gone || bytes == 0) {
      return;
    }
    unconsumed -= bytes;
    connection.receiveWindow().giveBack(bytes);
    returnToStreamWindow(bytes);
  }

  void returnToStreamWindow(int bytes) {
    if (remoteEnded) {
      return;
    }
    toReturn += bytes;
    if (toReturn >= connection.limits().streamWindowBytes() / 2) {
      receiveWindow += toReturn;
      connection.output().windowUpdate(id, toReturn);
      connection.wantFlush();
      toReturn = 0;
    }
  }

  /** The stream ended by a reset or with its connection. */
  void cancel(String reason) {
    if (!gone) {
      leave();
      RpcCall current = call;
      if (current != null) {
        current.onCancelled(reason);
      }
    }
  }

  // ---- To the client.

  @Override
  public EventExecutor executor() {
    return connection.executor();
  }

  @Override
  public void writeHeaders(byte[][] fields) {
    if (gone) {
      return;
    }
    headersWritten = true;
    byte[] block = connection.output().encoder().response(connection.announcing(fields));
    connection.output().headers(id, block, false);
    connection.wantFlush();
  }

  @Override
  public ByteBuf newMessage(int bytes) {
    return connection.messages().take(bytes);
  }

  @Override
  public void writeMessage(ByteBuf frame) {
    if (gone) {
      frame.release();
      return;
    }
    int bytes = frame.readableBytes();
    if (queue == null && bytes <= connection.sendFlow().sendable(this)) {
      connection.sendFlow().send(this, frame, bytes, false);
      frame.release();
      written(bytes);
    } else {
      enqueue(frame);
    }
    connection.wantFlush();
  }

  private void enqueue(ByteBuf frame) {
    ArrayDeque<ByteBuf> waiting = queue;
    if (waiting == null) {
      waiting = new ArrayDeque<>();
      queue = waiting;
      waitingSinceNanos = System.nanoTime();
      connection.sendFlow().waiting(1);
    }
    waiting.add(connection.messages().keep(frame));
    connection.sendFlow().offer(this);
  }

  private void written(int bytes) {
    RpcCall current = call;
    if (current != null) {
      current.onWritten(bytes);
    } else {
      earlyWritten += bytes;
    }
  }

  @Override
  public void writeTrailers(byte[][] fields) {
    if (gone) {
      return;
    }
    if (queue == null) {
      end(fields);
    } else {
      trailers = fields;
    }
    connection.wantFlush();
  }

  @Override
  public void abort(byte[][] fields) {
    if (gone) {
      return;
    }
    aborted = true;
    boolean cut = messageCut;
    dropQueue();
    if (cut) {
      connection.output().resetStream(id, Http2Error.CANCEL.code());
      connection.streams().rememberReset(id);
      leaveFinished();
      connection.wantFlush();
    } else {
      writeTrailers(fields);
    }
  }

  @Override
  public void refuse(int httpStatus, String text) {
    Refusal answer = new Refusal(httpStatus, text);
    refusal = answer;
    if (remoteEnded) {
      write(answer);
    }
  }

  private void write(Refusal answer) {
    FrameOutput output = connection.output();
    output.headers(id, output.encoder().plainText(answer.status()), false);
    endWithData = true;
    enqueue(Unpooled.wrappedBuffer(answer.text().getBytes(StandardCharsets.UTF_8)));
    connection.wantFlush();
  }

  private void end(byte[][] fields) {
    ResponseEncoder encoder = connection.output().encoder();
    byte[] block =
        headersWritten ? encoder.trailers(fields) : encoder.response(connection.announcing(fields));
    connection.output().headers(id, block, true);
    ended();
  }

  private void ended() {
    if (!remoteEnded) {
      // The answer is complete; what the client would still send is of no use (RFC 9113 section
      // 8.1).
      connection.output().resetStream(id, Http2Error.NO_ERROR.code());
      connection.streams().rememberReset(id);
    }
    leaveFinished();
  }

  private void leaveFinished() {
    finished = true;
    leave();
    RpcCall current = call;
    if (current != null) {
      current.onFinished();
    }
  }

  // ---- The queue, emptied by SendFlow.

  /** Sends up to {@code allowed} bytes of the queue's first message. */
  void sendSome(int allowed) {
    ArrayDeque<ByteBuf> waiting = queue;
    ByteBuf first = waiting == null ? null : waiting.peek();
    if (waiting == null || first == null) {
      return;
    }
    int length = Math.min(allowed, first.readableBytes());
    boolean completes = length == first.readableBytes();
    boolean last = completes && waiting.size() == 1;
    connection.sendFlow().send(this, first, length, last && endWithData);
    waitingSinceNanos = System.nanoTime();
    messageCut = !completes;
    if (completes) {
      waiting.remove().release();
    }
    if (last) {
      queue = null;
      connection.sendFlow().waiting(-1);
    }
    written(length);
    byte @Nullable [][] fields = trailers;
    if (last && !gone) {
      if (endWithData) {
        ended();
      } else if (fields != null && queue == null) {
        end(fields);
      }
    }
  }

  boolean hasQueue() {
    return queue != null;
  }

  /** Since when the client has taken nothing of what waits for it. */
  boolean isStalled(long nowNanos, long timeoutNanos) {
    return queue != null && nowNanos - waitingSinceNanos > timeoutNanos;
  }

  private void dropQueue() {
    ArrayDeque<ByteBuf> waiting = queue;
    if (waiting != null) {
      queue = null;
      connection.sendFlow().waiting(-1);
      waiting.forEach(ByteBuf::release);
    }
  }

  // ---- The end.

  private void leave() {
    gone = true;
    dropQueue();
    connection.receiveWindow().giveBack(unconsumed);
    unconsumed = 0;
    connection.removeStream(this);
    // A client that has the whole answer may begin the next call at once.
    if (released || (finished && !aborted)) {
      freePlace();
    }
  }

  @Override
  public void release() {
    released = true;
    if (gone) {
      freePlace();
    }
  }

  private void freePlace() {
    if (!placeFree) {
      placeFree = true;
      connection.streams().freePlace();
    }
  }
}
