package io.ghostbridge.plugin.residue.leaky;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.WatchService;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** One of each kind. */
public final class Leaks {
  private Leaks() {}

  /** Leaves nothing, though it opens much. */
  public static final class Nothing extends Leak {
    @Override
    void open(BundleContext context) throws IOException, InterruptedException {
      Thread thread = new Thread(() -> {}, "ends");
      thread.start();
      thread.join();
      try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
        executor.execute(() -> {});
      }
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
        client.getOutputStream().write(1);
      }
      try (InputStream in = Files.newInputStream(directory(context).resolve("file.txt"))) {
        in.read();
      }
      Files.delete(Files.createTempFile(directory(context), "gone", ".tmp"));
      Timer timer = new Timer("ends too");
      timer.cancel();
      Thread hook = new Thread(() -> {});
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  /** A thread. */
  public static final class PlatformThread extends Leak {
    @Override
    void open(BundleContext context) {
      new Thread(new Forever(), "forgotten thread").start();
    }
  }

  /** A thread of a class of the plugin. */
  public static final class ThreadSubclass extends Leak {
    private static final class Worker extends Thread {
      Worker() {
        super("forgotten worker");
      }

      @Override
      public void run() {
        new Forever().run();
      }
    }

    @Override
    void open(BundleContext context) {
      new Worker().start();
    }
  }

  /** A virtual thread. */
  public static final class VirtualThread extends Leak {
    @Override
    void open(BundleContext context) {
      hold(Thread.ofVirtual().name("forgotten virtual").start(new Forever()));
    }
  }

  /** A thread of somebody else that executes the plugin. */
  public static final class CommonPool extends Leak {
    @Override
    void open(BundleContext context) throws InterruptedException {
      CountDownLatch runs = new CountDownLatch(1);
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                runs.countDown();
                new Forever().run();
              });
      runs.await();
    }
  }

  /** Ends when the test says so. */
  public static final class Forever implements Runnable {
    @Override
    public void run() {
      try {
        if (System.getProperties().get("test.forever") instanceof CountDownLatch end) {
          end.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A pool of threads. */
  public static final class Pool extends Leak {
    @Override
    void open(BundleContext context) {
      ExecutorService pool = Executors.newFixedThreadPool(1);
      pool.execute(() -> {});
      hold(pool);
    }
  }

  /** A pool of a class of the plugin. */
  public static final class PoolSubclass extends Leak {
    private static final class Own extends ThreadPoolExecutor {
      Own() {
        super(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
      }
    }

    @Override
    void open(BundleContext context) {
      hold(new Own());
    }
  }

  /** A client, which has threads. */
  public static final class Http extends Leak {
    @Override
    void open(BundleContext context) {
      hold(HttpClient.newHttpClient());
    }
  }

  /** A driver that nobody can use. */
  public static final class ForgottenDriver implements Driver {
    @Override
    public @Nullable Connection connect(String url, Properties info) {
      return null;
    }

    @Override
    public boolean acceptsURL(String url) {
      return false;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }
  }

  /** A registered driver. */
  public static final class Sql extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      try {
        DriverManager.registerDriver(new ForgottenDriver());
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }

  /** A timer. */
  public static final class ForgottenTimer extends Leak {
    @Override
    void open(BundleContext context) {
      hold(new Timer("forgotten timer", true));
    }
  }

  /** A listening socket. */
  public static final class Server extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
  }

  /** A connection that was accepted. */
  public static final class Accepted extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
        hold(server.accept());
        client.getOutputStream().write(1);
      }
    }
  }

  /** A socket channel. */
  public static final class ServerChannel extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(
          ServerSocketChannel.open()
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }
  }

  /** A datagram socket. */
  public static final class Datagrams extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    }
  }

  /** A selector. */
  public static final class ForgottenSelector extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(Selector.open());
    }
  }

  /** A stream of a file, by {@code java.io}. */
  public static final class OldInput extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(new FileInputStream(directory(context).resolve("file.txt").toString()));
    }
  }

  /** A stream to a file, by {@code java.io}. */
  public static final class OldOutput extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(new FileOutputStream(new File(directory(context).toFile(), "out.txt"), true));
    }
  }

  /** A file to be read anywhere. */
  public static final class Random extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(new RandomAccessFile(directory(context).resolve("file.txt").toFile(), "r"));
    }
  }

  /** A stream of a file. */
  public static final class Input extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(Files.newInputStream(directory(context).resolve("file.txt")));
    }
  }

  /** A reader of a file. */
  public static final class FileReading extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      BufferedReader reader = Files.newBufferedReader(directory(context).resolve("file.txt"));
      hold(reader);
    }
  }

  /** A writer to a file, which does not tell whether it is open. */
  public static final class FileWriting extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      Writer writer = Files.newBufferedWriter(directory(context).resolve("written.txt"));
      hold(writer);
    }
  }

  /** A channel to a file. */
  public static final class Channel extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(FileChannel.open(directory(context).resolve("file.txt")));
    }
  }

  /** A ZIP file. */
  public static final class Zip extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      File file = directory(context).resolve("empty.zip").toFile();
      new ZipOutputStream(new FileOutputStream(file)).close();
      hold(new ZipFile(file));
    }
  }

  /** A watch on a directory. */
  public static final class Watch extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      WatchService watch = FileSystems.getDefault().newWatchService();
      hold(watch);
    }
  }

  /** A temporary file. */
  public static final class Temporary extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      Files.createTempFile(directory(context), "forgotten", ".tmp");
    }
  }

  /** A temporary directory. */
  public static final class TemporaryDirectory extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      Files.createTempDirectory(directory(context), "forgotten");
    }
  }

  /** A temporary file, by {@code java.io}. */
  public static final class OldTemporary extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      File.createTempFile("forgotten", ".old", directory(context).toFile());
    }
  }

  /** A process. */
  public static final class Child extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      hold(new ProcessBuilder("cat").start());
    }
  }

  /** What a management console shows. */
  public interface ThingMBean {
    /** A figure. */
    int getFigure();
  }

  /** What a management console shows. */
  public static final class Thing implements ThingMBean {
    @Override
    public int getFigure() {
      return 1;
    }
  }

  /** An MBean. */
  public static final class Bean extends Leak {
    @Override
    void open(BundleContext context) throws IOException {
      try {
        ManagementFactory.getPlatformMBeanServer()
            .registerMBean(new Thing(), new ObjectName("test:type=Forgotten"));
      } catch (JMException e) {
        throw new IOException(e);
      }
    }
  }

  /** A shutdown hook. */
  public static final class Hook extends Leak {
    @Override
    void open(BundleContext context) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "forgotten hook"));
    }
  }

  /** A setting of the JVM. */
  public static final class Handler extends Leak {
    @Override
    void open(BundleContext context) {
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    }
  }

  /** Nothing that has a name: an object of the plugin that somebody holds. */
  public static final class Held extends Leak {
    private static final ThreadLocal<Object> LOCAL = ThreadLocal.withInitial(Thing::new);

    @Override
    void open(BundleContext context) {
      LOCAL.get();
      hold(this);
    }
  }
}
