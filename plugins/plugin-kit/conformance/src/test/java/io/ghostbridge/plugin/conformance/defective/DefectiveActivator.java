package io.ghostbridge.plugin.conformance.defective;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.names.NameSource;
import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Starts the plugin with the defect that its manifest names. */
public final class DefectiveActivator implements BundleActivator {
  private static final String STARTED = "conformance.defective.started";

  private final CountDownLatch never = new CountDownLatch(1);
  private @Nullable DefectiveSource source;

  // Kept open, as a plugin that leaks them would.
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private @Nullable Object left;

  @Override
  public void start(BundleContext context) throws Exception {
    Defect defect = Defect.valueOf(context.getBundle().getHeaders().get("Defect"));
    switch (defect) {
      case FAILS_TO_START -> throw new IllegalStateException("cannot start on purpose");
      case HANGS_IN_START -> never.await();
      case REGISTERS_NOTHING -> {
        return;
      }
      case STARTS_ONCE -> {
        if (System.setProperty(STARTED, "yes") != null) {
          throw new IllegalStateException("it has started before");
        }
      }
      default -> left = leave(defect);
    }
    if (defect.isOfScheme()) {
      registerScheme(context, defect, defect == Defect.OTHER_PROPERTY ? "other" : "sample");
    } else {
      source = new DefectiveSource(defect);
      context.registerService(NameSource.class, source, null);
      context.registerService(Runnable.class, source, null);
    }
    if (defect == Defect.NONE) {
      registerScheme(context, defect, "sample");
    }
  }

  private static void registerScheme(BundleContext context, Defect defect, String name) {
    context.registerService(
        SignatureScheme.class,
        new DefectiveScheme(defect),
        FrameworkUtil.asDictionary(Map.of(CryptoAlgorithm.ALGORITHM, name)));
  }

  private @Nullable Object leave(Defect defect) throws Exception {
    switch (defect) {
      case LEAVES_A_THREAD -> {
        Thread thread = new Thread(this::hang, "defective");
        thread.setDaemon(true);
        thread.start();
        return thread;
      }
      case LEAVES_A_FILE -> {
        Path file = Files.createTempFile("defective", ".txt");
        InputStream open = new FileInputStream(file.toFile());
        Files.delete(file);
        return open;
      }
      case LEAVES_A_SOCKET -> {
        return new ServerSocket(0);
      }
      case LEAVES_AN_MBEAN -> {
        Runnable bean = this::hang;
        ManagementFactory.getPlatformMBeanServer()
            .registerMBean(
                new StandardMBean(bean, Runnable.class),
                new ObjectName("defective:type=Left,at=" + System.nanoTime()));
      }
      case LEAVES_A_SHUTDOWN_HOOK -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
      case LEAVES_ITS_CLASS_LOADER -> System.getProperties().put(this, this);
      default -> {}
    }
    return null;
  }

  private void hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop(BundleContext context) throws Exception {
    Defect defect = Defect.valueOf(context.getBundle().getHeaders().get("Defect"));
    if (source != null) {
      source.stop();
    }
    if (defect == Defect.HANGS_IN_STOP) {
      never.await();
    }
  }
}
