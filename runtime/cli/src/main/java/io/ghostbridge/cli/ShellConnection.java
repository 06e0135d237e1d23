package io.ghostbridge.cli;

import io.ghostbridge.launcher.ExitCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The client's end of the shell's socket. A line goes out with a newline; what it prints comes back
 * and ends with a zero byte and {@code +} or {@code -} for success or failure.
 */
final class ShellConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final InputStream input;
  private final OutputStream output;

  private ShellConnection(SocketChannel channel) {
    this.channel = channel;
    this.input = new BufferedInputStream(Channels.newInputStream(channel));
    this.output = Channels.newOutputStream(channel);
  }

  static ShellConnection open(Path data) {
    Path socket = data.resolve("shell.sock");
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new ShellConnection(channel);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "the shell at " + socket + " does not answer (" + e.getMessage() + "): is it yours?");
    }
  }

  /**
   * Runs one line and copies what it prints to {@code out}.
   *
   * @return whether it succeeded
   */
  boolean execute(String line, PrintStream out) throws IOException {
    output.write((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
    output.flush();
    int next;
    while ((next = input.read()) > 0) {
      out.write(next);
    }
    out.flush();
    if (next < 0) {
      throw new CommandException(ExitCode.FAILED, "the node closed the shell");
    }
    return input.read() == '+';
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
