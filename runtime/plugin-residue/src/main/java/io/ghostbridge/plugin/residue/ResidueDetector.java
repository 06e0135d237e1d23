package io.ghostbridge.plugin.residue;

import io.ghostbridge.plugin.residue.internal.BundleTrace;
import io.ghostbridge.plugin.residue.internal.weave.ClassWeaver;
import io.ghostbridge.plugin.residue.trace.Trace;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.hooks.weaving.WovenClassListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Finds out what bundles leave behind. From its creation on it rewrites the classes of plugins, and
 * of no other bundle, as they are loaded, so that they report where they open, start or register
 * something ({@link WeavingHook}); a class that cannot be rewritten is loaded as it is, and the
 * residue says so. Create it before the first class of a plugin is loaded.
 *
 * <p>Found without any report: the class loader; threads by their class, their context class loader
 * and what they execute; MBeans, security providers and other settings of the JVM by their class.
 *
 * <p>Not seen: what is opened by reflection, method handles or native code; what the JDK or another
 * bundle opens on behalf of the plugin, other than as the result of one of the traced calls; values
 * of thread locals; virtual threads that an executor started (the executor is seen); a thread of
 * another's pool that executes the plugin while another version of it is installed.
 *
 * <p>For any number of threads.
 */
public final class ResidueDetector implements AutoCloseable {
  private static final String TRACE_PACKAGE = Trace.class.getPackageName();

  private final BundleContext context;
  private final Predicate<Bundle> isPlugin;
  private final ClassWeaver weaver = new ClassWeaver();
  private final Map<ClassLoader, Tracing> traced = new WeakHashMap<>();
  private final ServiceRegistration<?> registration;

  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
  private final Set<LoaderNumber> numbers = new HashSet<>();

  private record Tracing(BundleTrace trace, long number) {}

  /** Tells which number is free once a class loader is gone. */
  private static final class LoaderNumber extends WeakReference<ClassLoader> {
    final long number;

    LoaderNumber(ClassLoader loader, ReferenceQueue<ClassLoader> queue, long number) {
      super(loader, queue);
      this.number = number;
    }
  }

  /**
   * Begins to trace.
   *
   * @param context of the bundle that creates it
   * @param isPlugin which bundles are traced; asked on the thread that loads a class
   */
  public ResidueDetector(BundleContext context, Predicate<Bundle> isPlugin) {
    this.context = context;
    this.isPlugin = isPlugin;
    registration =
        context.registerService(
            new String[] {WeavingHook.class.getName(), WovenClassListener.class.getName()},
            new Weaving(),
            null);
  }

  private final class Weaving implements WeavingHook, WovenClassListener {
    @Override
    public void weave(WovenClass wovenClass) {
      ResidueDetector.this.weave(wovenClass);
    }

    @Override
    public void modified(WovenClass wovenClass) {
      if (wovenClass.getState() == WovenClass.DEFINED
          && wovenClass.getDynamicImports().contains(TRACE_PACKAGE)) {
        noteWhetherTraceIsSeen(wovenClass.getBundleWiring());
      }
    }
  }

  /** Of the first class that reports, so that its failure is known before anything is missed. */
  private void noteWhetherTraceIsSeen(BundleWiring wiring) {
    ClassLoader loader = wiring.getClassLoader();
    BundleTrace trace = tracing(loader).trace;
    if (!trace.beginsToReport()) {
      return;
    }
    try {
      loader.loadClass(Trace.class.getName());
    } catch (ClassNotFoundException e) {
      trace.cannotReport(TRACE_PACKAGE);
    }
  }

  private void weave(WovenClass wovenClass) {
    BundleWiring wiring = wovenClass.getBundleWiring();
    if (!isPlugin.test(wiring.getBundle())) {
      return;
    }
    Tracing tracing = tracing(wiring.getClassLoader());
    try {
      Optional<byte[]> woven = weaver.weave(wovenClass.getBytes(), tracing.number);
      if (woven.isPresent()) {
        wovenClass.setBytes(woven.get());
        wovenClass.getDynamicImports().add(TRACE_PACKAGE);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // The framework would refuse the class, and never ask this hook again.
      tracing.trace.unwoven(wovenClass.getClassName(), e);
    }
  }

  private Tracing tracing(ClassLoader loader) {
    synchronized (traced) {
      forgetGone();
      Tracing tracing = traced.get(loader);
      if (tracing == null) {
        BundleTrace trace = new BundleTrace();
        tracing = new Tracing(trace, Trace.register(trace));
        traced.put(loader, tracing);
        numbers.add(new LoaderNumber(loader, gone, tracing.number));
      }
      return tracing;
    }
  }

  /** Without a class loader there is no code that could report. */
  private void forgetGone() {
    for (Reference<?> one = gone.poll(); one != null; one = gone.poll()) {
      if (one instanceof LoaderNumber loader && numbers.remove(loader)) {
        Trace.unregister(loader.number);
      }
    }
  }

  /**
   * Watches a bundle that is about to be uninstalled or updated.
   *
   * @param bundle started, stopped or resolved
   * @return empty if it is not resolved: then it has no class loader, and leaves nothing
   */
  public Optional<ResidueWatch> watch(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
    if (wiring == null || loader == null) {
      return Optional.empty();
    }
    Tracing tracing = tracing(loader);
    Set<String> classes = classesOf(wiring);
    String name = bundle.getSymbolicName();
    return Optional.of(
        new ResidueWatch(
            name + " " + bundle.getVersion(),
            loader,
            tracing.trace,
            () -> isInstalled(name) ? Set.of() : classes,
            () -> Trace.unregister(tracing.number)));
  }

  private boolean isInstalled(String symbolicName) {
    for (Bundle other : context.getBundles()) {
      if (symbolicName.equals(other.getSymbolicName())) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> classesOf(BundleWiring wiring) {
    Collection<String> entries =
        wiring.listResources(
            "/", "*.class", BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL);
    Set<String> classes = new HashSet<>();
    for (String entry : entries) {
      classes.add(entry.substring(0, entry.length() - ".class".length()).replace('/', '.'));
    }
    return classes;
  }

  /** Ends the tracing of new classes, and forgets what was reported. */
  @Override
  public void close() {
    registration.unregister();
    synchronized (traced) {
      numbers.forEach(loader -> Trace.unregister(loader.number));
      numbers.clear();
      traced.clear();
    }
  }
}
