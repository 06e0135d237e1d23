package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent: one request, or a batch of them (JSON-RPC 2.0, sections 4 and 6).
 *
 * @param batch whether the answer is an array
 */
record Requests(boolean batch, List<Request> items) {
  /** Copies {@code items}. */
  Requests {
    items = List.copyOf(items);
  }

  /** One of them. */
  sealed interface Request {
    /** The id to answer with, or null where there is none. */
    @Nullable Object id();
  }

  /**
   * A call.
   *
   * @param answered whether the client wants to know; false of a notification
   */
  record Call(
      @Nullable Object id, boolean answered, String method, List<? extends @Nullable Object> params)
      implements Request {}

  /** What is no request. */
  record Invalid(@Nullable Object id, JsonRpcException error) implements Request {}

  /**
   * Reads what a client sent.
   *
   * @param body UTF-8
   * @param maximumBatch the most requests of a batch
   * @throws JsonRpcException if it is no JSON, or a batch of none or of too many
   */
  static Requests parse(ByteBuffer body, int maximumBatch) throws JsonRpcException {
    Object value;
    try {
      value = Json.parse(StandardCharsets.UTF_8.newDecoder().decode(body).toString());
    } catch (CharacterCodingException e) {
      throw new JsonRpcException(JsonRpcException.PARSE_ERROR, "the request is not UTF-8");
    } catch (IOException e) {
      throw new JsonRpcException(
          JsonRpcException.PARSE_ERROR, "the request is no JSON: " + firstLine(e.getMessage()));
    }
    if (!(value instanceof List<?> list)) {
      return new Requests(false, List.of(request(value)));
    }
    if (list.isEmpty()) {
      throw new JsonRpcException(JsonRpcException.INVALID_REQUEST, "empty batch");
    }
    if (list.size() > maximumBatch) {
      throw new JsonRpcException(
          JsonRpcException.INVALID_REQUEST,
          "batch too large: " + list.size() + " calls, at most " + maximumBatch);
    }
    List<Request> items = new ArrayList<>(list.size());
    list.forEach(item -> items.add(request(item)));
    return new Requests(true, items);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  private static Request request(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      return invalid(null, "a request is an object");
    }
    Object id = members.get("id");
    if (id != null && !(id instanceof String) && !(id instanceof Json.Literal)) {
      return invalid(null, "an id is a string or a number");
    }
    if (!"2.0".equals(members.get("jsonrpc"))) {
      return invalid(id, "\"jsonrpc\" is \"2.0\" in a request");
    }
    if (!(members.get("method") instanceof String method)) {
      return invalid(id, "\"method\" is a string in a request");
    }
    Object params = members.get("params");
    if (params != null && !(params instanceof List<?>)) {
      return new Invalid(
          id, new JsonRpcException(JsonRpcException.INVALID_PARAMS, "non-array args"));
    }
    Object plain = Json.plain(params);
    List<? extends @Nullable Object> list = plain instanceof List<?> items ? items : List.of();
    return new Call(id, members.containsKey("id"), method, list);
  }

  private static Request invalid(@Nullable Object id, String message) {
    return new Invalid(
        id, new JsonRpcException(JsonRpcException.INVALID_REQUEST, "invalid request: " + message));
  }
}
