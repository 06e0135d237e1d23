package io.ghostbridge.plugin.residue.internal;

import io.ghostbridge.plugin.residue.ResidueKind;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.AsynchronousChannel;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.Selector;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.Timer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.zip.ZipFile;
import javax.management.ObjectInstance;

/** What kinds of things there are, and whether one is still open. */
final class Things {
  private Things() {}

  /** The kind of something that a traced call made; empty of what needs no closing. */
  static Optional<ResidueKind> kindOf(Object thing) {
    return Optional.ofNullable(
        switch (thing) {
          case Thread any -> ResidueKind.THREAD;
          case ExecutorService any -> ResidueKind.EXECUTOR;
          case HttpClient any -> ResidueKind.EXECUTOR;
          case Timer any -> ResidueKind.TIMER;
          case Process any -> ResidueKind.PROCESS;
          case ObjectInstance any -> ResidueKind.MBEAN;
          case Socket any -> ResidueKind.SOCKET;
          case ServerSocket any -> ResidueKind.SOCKET;
          case DatagramSocket any -> ResidueKind.SOCKET;
          case NetworkChannel any -> ResidueKind.SOCKET;
          case Selector any -> ResidueKind.SOCKET;
          case AsynchronousChannel any -> ResidueKind.FILE;
          case Closeable any -> ResidueKind.FILE;
          case AutoCloseable any -> ResidueKind.FILE;
          default -> null;
        });
  }

  /**
   * Whether it still holds something.
   *
   * @return empty if the thing does not tell
   */
  static Optional<Boolean> isOpen(Object thing) {
    return switch (thing) {
      case Thread thread -> Optional.of(thread.isAlive());
      case ExecutorService executor -> Optional.of(!executor.isTerminated());
      case HttpClient client -> Optional.of(!client.isTerminated());
      case Process process -> Optional.of(process.isAlive());
      case Socket socket -> Optional.of(!socket.isClosed());
      case ServerSocket socket -> Optional.of(!socket.isClosed());
      case DatagramSocket socket -> Optional.of(!socket.isClosed());
      case Channel channel -> Optional.of(channel.isOpen());
      case Selector selector -> Optional.of(selector.isOpen());
      case FileSystem fileSystem -> Optional.of(fileSystem.isOpen());
      case WatchService watch -> Optional.of(isOpen(watch));
      case ZipFile zip -> Optional.of(isOpen(zip));
      case FileOutputStream stream -> Optional.of(isValid(stream::getFD));
      case FileInputStream stream -> Optional.of(isValid(stream::getFD));
      case RandomAccessFile file -> Optional.of(isValid(file::getFD));
      case InputStream stream -> Optional.of(holdsFile(stream::available));
      case Reader reader -> Optional.of(holdsFile(reader::ready));
      default -> Optional.empty();
    };
  }

  private static boolean isValid(Callable<FileDescriptor> descriptor) {
    try {
      return descriptor.call().valid();
    } catch (Exception e) {
      return false;
    }
  }

  /** Something closed answers with an exception. */
  private static boolean holdsFile(Callable<?> question) {
    try {
      question.call();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private static boolean isOpen(WatchService watch) {
    try {
      watch.poll();
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  private static boolean isOpen(ZipFile zip) {
    try {
      return zip.size() >= 0;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** What operators recognise it by. */
  static String describe(Object thing, String name) {
    String type = thing.getClass().getName();
    return switch (thing) {
      case Thread thread ->
          (thread.isVirtual() ? "virtual thread '" : "thread '") + thread.getName() + "'";
      case Process process -> "process " + process.pid();
      case FileChannel any when !name.isEmpty() -> name;
      case Socket any -> thing.toString();
      case ServerSocket any -> thing.toString();
      case DatagramSocket socket -> type + "[" + socket.getLocalSocketAddress() + "]";
      case NetworkChannel channel -> type + "[" + addressOf(channel) + "]";
      default -> name.isEmpty() ? type : name + " (" + type + ")";
    };
  }

  private static String addressOf(NetworkChannel channel) {
    try {
      return String.valueOf(channel.getLocalAddress());
    } catch (IOException e) {
      return "closed";
    }
  }
}
