package io.ghostbridge.transport.jsonrpc.internal;

import com.google.gson.stream.JsonWriter;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes answers and notifications (JSON-RPC 2.0, section 5), none larger than a limit. */
final class AnswerWriter {
  /** What an answer that is too large is told as (the same as geth's). */
  static final int RESPONSE_TOO_LARGE = -32003;

  private AnswerWriter() {}

  /** The answer is larger than the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int limit) {
      super(tooLarge(limit));
    }
  }

  /** What a client is told. */
  static String tooLarge(int limit) {
    return "response too large: more than " + limit + " bytes; ask for less at once";
  }

  private interface Body {
    void write(JsonWriter out) throws IOException;
  }

  /** A call's result. */
  static byte[] result(@Nullable Object id, @Nullable Object value, int limit)
      throws TooLargeException {
    return object(
        limit,
        out -> {
          out.name("id");
          Json.write(out, id);
          out.name("result");
          Json.write(out, value);
        });
  }

  /** A call's error. */
  static byte[] error(@Nullable Object id, JsonRpcException error, int limit)
      throws TooLargeException {
    return object(
        limit,
        out -> {
          out.name("id");
          Json.write(out, id);
          out.name("error").beginObject();
          out.name("code").value(error.code());
          out.name("message").value(error.getMessage());
          if (error.data() != null) {
            out.name("data");
            Json.write(out, error.data());
          }
          out.endObject();
        });
  }

  /** An error whose text is this transport's own, and short. */
  static byte[] error(@Nullable Object id, JsonRpcException error) {
    try {
      return error(id, error, Integer.MAX_VALUE);
    } catch (TooLargeException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A notification. */
  static byte[] notification(String method, @Nullable Object params, int limit)
      throws TooLargeException {
    return object(
        limit,
        out -> {
          out.name("method").value(method);
          out.name("params");
          Json.write(out, params);
        });
  }

  private static byte[] object(int limit, Body body) throws TooLargeException {
    Limited bytes = new Limited(limit);
    try (JsonWriter out = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      out.beginObject();
      out.name("jsonrpc").value("2.0");
      body.write(out);
      out.endObject();
      out.flush();
      return bytes.collected.toByteArray();
    } catch (TooLargeException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Limited extends OutputStream {
    private final int limit;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream(512);
    private boolean exceeded;

    Limited(int limit) {
      this.limit = limit;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (exceeded) {
        // The writer flushes what it holds when it is closed; that it is too much was said.
        return;
      }
      if (length > limit - collected.size()) {
        exceeded = true;
        throw new TooLargeException(limit);
      }
      collected.write(bytes, offset, length);
    }
  }
}
