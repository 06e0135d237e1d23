package io.ghostbridge.shell.internal;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the shell: runs line after line. What a line prints is followed by a zero byte and
 * {@code +} or {@code -} for success or failure.
 */
final class ShellSession {
  private static final Logger LOG = LoggerFactory.getLogger(ShellSession.class);

  private final CommandProcessor processor;
  private final BufferedReader lines;
  private final PrintStream out;

  ShellSession(CommandProcessor processor, SocketChannel client) {
    this.processor = processor;
    lines =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
    out = new PrintStream(Channels.newOutputStream(client), false, StandardCharsets.UTF_8);
  }

  void run() throws IOException {
    try (CommandSession session =
        processor.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
      session.put("SCOPE", "log:felix:gogo:*");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LOG.info("event=shell line=\"{}\"", line);
        boolean succeeded = execute(session, line);
        out.write(0);
        out.write(succeeded ? '+' : '-');
        out.flush();
      }
    }
  }

  private boolean execute(CommandSession session, String line) {
    try {
      Object result = session.execute(line);
      if (result != null) {
        out.println(session.format(result, Converter.INSPECT));
      }
      return true;
      // Commands throw what they like; the operator sees it and the session goes on.
    } catch (Exception e) {
      out.println(e);
      return false;
    }
  }
}
