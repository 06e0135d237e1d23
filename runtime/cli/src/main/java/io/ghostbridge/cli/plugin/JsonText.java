package io.ghostbridge.cli.plugin;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Messages in protobuf's JSON form, with the names of plugin.proto, for scripts. */
final class JsonText {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

  private JsonText() {}

  /** A document of several lines. */
  static String document(Message message) {
    return print(PRINTER, message);
  }

  /** One line: an object whose one key tells what {@code message} is. */
  static String event(String key, Message message) {
    return "{\"" + key + "\":" + print(PRINTER.omittingInsignificantWhitespace(), message) + "}";
  }

  private static String print(JsonFormat.Printer printer, Message message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("only messages with an Any can fail", e);
    }
  }
}
