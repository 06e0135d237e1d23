package io.ghostbridge.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The way back to the client of one call, implemented by transports. All methods but {@link
 * #executor} are called on the stream's event loop only. After the stream ended, by whichever side,
 * writes are dropped silently (and buffers released).
 *
 * <p>Header blocks are names (lower case) and values alternately, values already in their wire
 * form. The transport adds {@code :status: 200} and {@code content-type: application/grpc} to the
 * first block of an answer.
 */
@ConsumerType
public interface RpcStream {
  /**
   * The trailers of a call that succeeded and has no more to say; transports may know it by
   * identity.
   */
  @SuppressWarnings("MutablePublicArray") // read by transports only, and compared by identity
  byte[][] OK_TRAILERS = {{'g', 'r', 'p', 'c', '-', 's', 't', 'a', 't', 'u', 's'}, {'0'}};

  /** No header field; transports may know it by identity. */
  byte[][] NO_FIELDS = {};

  /** The event loop of this stream. */
  EventExecutor executor();

  /** Begins the answer. At most once, and before any message. */
  void writeHeaders(byte[][] fields);

  /**
   * A buffer for the next {@link #writeMessage}, which may be the same each time: it is filled and
   * passed on before anything else happens on this event loop.
   *
   * @param bytes how many will be written
   * @return an empty buffer with an array and room for so many bytes
   */
  default ByteBuf newMessage(int bytes) {
    return Unpooled.buffer(bytes, bytes);
  }

  /**
   * Appends a length-prefixed message. The transport keeps to the peer's flow control and reports
   * to {@link RpcCall#onWritten} as the bytes leave.
   *
   * @param frame prefix and message; becomes the transport's
   */
  void writeMessage(ByteBuf frame);

  /**
   * Ends the answer after all queued messages; without {@link #writeHeaders} as a trailers-only
   * answer.
   */
  void writeTrailers(byte[][] fields);

  /**
   * Ends the answer now: queued messages are dropped. The trailers are sent if that leaves no
   * message half-sent, otherwise the stream is reset.
   */
  void abort(byte[][] trailers);

  /**
   * Answers a request that is no gRPC call with a plain HTTP response, once the request has ended.
   */
  void refuse(int httpStatus, String text);

  /** Returns received bytes to the client's flow-control window. */
  void consumed(int bytes);

  /**
   * The call's handler will not run any more. Until then the transport counts the stream against
   * its limits, even if the client has reset it.
   */
  void release();
}
