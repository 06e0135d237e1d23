package io.ghostbridge.launcher.logging;

import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;

/**
 * Writes to the process's standard output, whatever {@code System.out} is: the shell puts the
 * output of whoever typed a command in its place, and what is logged meanwhile is not theirs.
 *
 * @param <E> what is logged
 */
public final class ProcessOutputAppender<E> extends OutputStreamAppender<E> {
  @Override
  public void start() {
    setOutputStream(new StandardOutput());
    super.start();
  }

  /** Stays open when the configuration is read anew. */
  private static final class StandardOutput extends FilterOutputStream {
    StandardOutput() {
      super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
