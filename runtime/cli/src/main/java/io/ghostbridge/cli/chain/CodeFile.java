package io.ghostbridge.cli.chain;

import com.google.protobuf.ByteString;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A contract's code in a file: hexadecimal text, with or without {@code 0x}, or bytes. */
final class CodeFile {
  private static final Pattern HEX = Pattern.compile("(0x)?([0-9a-fA-F]{2})+");
  private static final long LARGEST = 1 << 20;

  private CodeFile() {}

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
