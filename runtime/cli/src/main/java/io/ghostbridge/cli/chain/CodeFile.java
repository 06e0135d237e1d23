package io.ghostbridge.cli.chain;

import com.google.protobuf.ByteString;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A contract's code in a file: hexadecimal text, with or without {@code 0x}, or bytes. */
final class CodeFile {
  private static final Pattern HEX = Pattern.compile("(0x)?([0-9a-fA-F]{2})+");
  private static final long LARGEST = 1 << 20;

  private static final ByteString MODULE = ByteString.copyFrom(new byte[] {0, 'a', 's', 'm'});

  /** "ZVMC", version 1, for WebAssembly, without flags. */
  private static final byte[] CONTAINER = {'Z', 'V', 'M', 'C', 1, 2, 0, 0};

  private static final int CONTAINER_HEADER = 16;

  private CodeFile() {}

  /**
   * {@code code} with what its constructor takes. Only a container has a place behind a module of
   * WebAssembly, so a module with arguments is put into one.
   */
  static ByteString withArguments(ByteString code, byte[] arguments) {
    ByteString behind = ByteString.copyFrom(arguments);
    if (behind.isEmpty() || !code.startsWith(MODULE)) {
      return code.concat(behind);
    }
    byte[] header =
        ByteBuffer.allocate(CONTAINER_HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(CONTAINER)
            .putInt(code.size())
            .array();
    return ByteString.copyFrom(header).concat(code).concat(behind);
  }

  /**
   * @throws CommandException if the file cannot be read, is empty, or has more than 1 MiB
   */
  static ByteString read(Path file) {
    try {
      long size = Files.size(file);
      if (size == 0 || size > LARGEST) {
        throw new CommandException(
            ExitCode.USAGE, file + " has " + size + " bytes; expected 1 to " + LARGEST);
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
      return ByteString.copyFrom(
          HEX.matcher(text).matches()
              ? HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text)
              : bytes);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, "cannot read " + file + ": " + e);
    }
  }
}
