package io.ghostbridge.api.jsonrpc;

import org.jspecify.annotations.Nullable;

/** An error as JSON-RPC 2.0 tells it (section 5.1). */
public final class JsonRpcException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The text is no JSON. */
  public static final int PARSE_ERROR = -32700;

  /** The JSON is no request. */
  public static final int INVALID_REQUEST = -32600;

  /** There is no such method. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** The parameters are not the method's. */
  public static final int INVALID_PARAMS = -32602;

  /** Something is wrong with the server. */
  public static final int INTERNAL_ERROR = -32603;

  /** The server refuses or cannot do it, for the reason that the message gives. */
  public static final int SERVER_ERROR = -32000;

  /** The client asks for more than it is allowed (EIP-1474). */
  public static final int LIMIT_EXCEEDED = -32005;

  private final int code;
  private final transient @Nullable Object data;

  /** An error without data. */
  public JsonRpcException(int code, String message) {
    this(code, message, null);
  }

  /**
   * An error.
   *
   * @param data a JSON value, or null for none
   */
  public JsonRpcException(int code, String message, @Nullable Object data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  /** The kind of error. */
  public int code() {
    return code;
  }

  /** More about it, or null. */
  public @Nullable Object data() {
    return data;
  }
}
