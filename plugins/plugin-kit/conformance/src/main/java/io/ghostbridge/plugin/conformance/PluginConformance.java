package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginHeaders;
import io.ghostbridge.plugin.conformance.internal.Calls;
import io.ghostbridge.plugin.conformance.internal.Container;
import io.ghostbridge.plugin.conformance.internal.Jvm;
import io.ghostbridge.plugin.conformance.internal.Plugin;
import io.ghostbridge.plugin.conformance.internal.PluginJar;
import io.ghostbridge.plugin.residue.Residue;
import io.ghostbridge.plugin.residue.ResidueWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What every plugin must do, whatever it offers; each kind has a subclass with more, such as {@link
 * NameSourceConformance}. To add a kind, extend this class and write its rules as tests.
 *
 * <p>Each test finds the plugin installed in a container that was not used by it before, and not
 * started; {@link #service()} starts it. What a plugin does may take as many seconds as the system
 * property {@code ghost.conformance.limit.seconds} says, 10 unless told.
 *
 * @param <S> the interface that plugins of the kind register as a service
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class PluginConformance<S> {
  private static final int RESTARTS = 5;
  private static final int CALLERS = 4;

  private final Class<S> kind;
  private @Nullable Container container;
  private @Nullable Plugin plugin;
  private boolean started;

  private Path directory = Path.of("");
  private int containers;

  /** For a kind whose plugins register {@code kind}. */
  protected PluginConformance(Class<S> kind) {
    this.kind = kind;
  }

  /** Makes a call as users of the service do; it may throw what the interface declares. */
  protected abstract void use(S service) throws Exception;

  /** The plugin's packaged jar: what {@link PluginUnderTest} says, or the bundle in target/. */
  protected Path jar() throws IOException {
    PluginUnderTest given = getClass().getAnnotation(PluginUnderTest.class);
    return given == null || given.jar().isEmpty() ? PluginJar.built() : Path.of(given.jar());
  }

  /** Lines of the plugin's configuration file: what {@link PluginUnderTest} says. */
  protected List<String> configuration() throws Exception {
    PluginUnderTest given = getClass().getAnnotation(PluginUnderTest.class);
    return given == null ? List.of() : List.of(given.configuration());
  }

  /** Whether the container serves gRPC; for kinds that are called that way. */
  protected boolean withTransport() {
    return false;
  }

  /**
   * Symbolic names of further bundles on the test class path that the plugin is used with, such as
   * another plugin whose packages it imports; they are installed beside it.
   */
  protected List<String> bundles() {
    return List.of();
  }

  /** The container of the running test. */
  protected final Container container() {
    return java.util.Objects.requireNonNull(container, "only during a test");
  }

  private Plugin plugin() {
    return java.util.Objects.requireNonNull(plugin, "only during a test");
  }

  /** The plugin's services of the kind; starts the plugin if it does not run. */
  protected final List<ServiceReference<S>> references() throws InterruptedException {
    if (!started) {
      plugin().start();
      started = true;
    }
    return plugin().services(kind);
  }

  /** The plugin's services of the kind; starts the plugin if it does not run. */
  protected final List<S> services() throws InterruptedException {
    return references().stream().map(plugin()::get).toList();
  }

  /** The first of {@link #services()}. */
  protected final S service() throws InterruptedException {
    return services().getFirst();
  }

  /** Stops the plugin; {@link #service()} starts it again. */
  protected final void stopPlugin() throws InterruptedException {
    started = false;
    plugin().stop();
  }

  /** Makes a call that must end within the limit and throw nothing. */
  protected static <T> @Nullable T call(Rule rule, String what, Callable<@Nullable T> call)
      throws InterruptedException {
    return Calls.value(rule, what, Calls.make(Rule.CALLS_END, what, call));
  }

  @BeforeAll
  final void useDirectory(@TempDir(cleanup = CleanupMode.ALWAYS) Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  final void installPlugin() throws Exception {
    PluginJar jar = PluginJar.read(jar());
    if (container == null) {
      container =
          new Container(directory.resolve("container" + containers++), withTransport(), bundles());
    }
    List<String> lines = configuration();
    if (!lines.isEmpty()) {
      PluginUnderTest given = getClass().getAnnotation(PluginUnderTest.class);
      String pid = given == null || given.pid().isEmpty() ? jar.symbolicName() : given.pid();
      Files.write(container().configurationFile(pid), lines);
    }
    started = false;
    try {
      plugin = new Plugin(container(), container().install(jar.file()));
    } catch (BundleException e) {
      throw Rule.MANIFEST.broken("it cannot be installed: " + e.getMessage(), e);
    }
  }

  /** What hangs is left behind with its container; the next test gets another. */
  @AfterEach
  final void removePlugin() throws InterruptedException {
    Plugin removed = plugin;
    plugin = null;
    Container used = container;
    if (removed == null || used == null) {
      return;
    }
    try {
      removed.uninstall();
    } catch (RuleBrokenError e) {
      container = null;
      Thread.ofPlatform().daemon().name("conformance-abandoned").start(used::close);
    }
  }

  @AfterAll
  final void closeContainer() {
    if (container != null) {
      container.close();
    }
  }

  @Test
  final void theManifestNamesThePluginAndWhatItAsksFor() throws Exception {
    PluginJar jar = PluginJar.read(jar());
    Rule.MANIFEST.check(
        jar.header("Bundle-ManifestVersion").equals("2"),
        "Bundle-ManifestVersion is '" + jar.header("Bundle-ManifestVersion") + "', expected 2");
    Rule.MANIFEST.check(
        !jar.symbolicName().isEmpty(),
        "there is no Bundle-SymbolicName; it is the name operators see, such as org.example.names");
    Rule.MANIFEST.check(
        !jar.header("Bundle-Version").isEmpty(),
        "there is no Bundle-Version; without it an update cannot be told from what it replaces");
    String capabilities = jar.header(PluginHeaders.CAPABILITIES);
    if (!capabilities.isEmpty()) {
      try {
        PluginCapability.parse(capabilities);
      } catch (IllegalArgumentException e) {
        throw Rule.MANIFEST.broken(
            "the header " + PluginHeaders.CAPABILITIES + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  @Test
  final void nothingButTheApiIsImported() {
    BundleRevision revision = plugin().bundle().adapt(BundleRevision.class);
    for (var each : revision.getDeclaredRequirements(null)) {
      String filter = String.valueOf(each.getDirectives().get("filter"));
      switch (each.getNamespace()) {
        case BundleRevision.PACKAGE_NAMESPACE -> {
          Rule.API_ONLY.check(
              !"dynamic".equals(each.getDirectives().get("resolution")),
              "DynamicImport-Package lets it see whatever comes: import the packages it uses");
          boolean ours = filter.contains("(osgi.wiring.package=io.ghostbridge.");
          boolean api =
              filter.contains("(osgi.wiring.package=io.ghostbridge.api.")
                  || filter.contains("(osgi.wiring.package=io.ghostbridge.proto.");
          Rule.API_ONLY.check(
              !ours || api || exports(revision, filter) || ofOthers(filter),
              "it imports " + filter + "; only packages of io.ghostbridge.api are kept compatible");
          Rule.API_ONLY.check(
              !api || filter.contains("(!(version>="),
              "it imports "
                  + filter
                  + " without an upper bound; expected a range such as [1.0,2), as bnd writes it");
        }
        case BundleRevision.BUNDLE_NAMESPACE, BundleRevision.HOST_NAMESPACE ->
            throw Rule.API_ONLY.broken(
                "it requires the bundle "
                    + filter
                    + " (Require-Bundle or Fragment-Host); expected Import-Package alone");
        default -> {}
      }
    }
  }

  /** Whether one of {@link #bundles()} exports it: then its author answers for it. */
  private boolean ofOthers(String filter) {
    List<String> others = bundles();
    return java.util.Arrays.stream(container().context().getBundles())
        .filter(each -> others.contains(each.getSymbolicName()))
        .anyMatch(each -> exports(each.adapt(BundleRevision.class), filter));
  }

  private static boolean exports(BundleRevision revision, String filter) {
    return revision.getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE).stream()
        .anyMatch(
            each ->
                filter.contains(
                    "(osgi.wiring.package="
                        + each.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE)
                        + ")"));
  }

  @Test
  final void noPackageOfTheRuntimeIsInsideOrExported() throws Exception {
    List<String> runtime =
        List.of(
            "io/ghostbridge/api/",
            "io/ghostbridge/proto/",
            "io/ghostbridge/rpc/",
            "io/grpc/",
            "org/osgi/framework/",
            "org/slf4j/");
    for (String entry : PluginJar.read(jar()).entries()) {
      for (String each : runtime) {
        Rule.OWN_PACKAGES.check(
            !entry.startsWith(each) || !entry.endsWith(".class"),
            "the jar holds " + entry + "; the runtime's classes are imported, never packaged");
      }
    }
    plugin()
        .bundle()
        .adapt(BundleRevision.class)
        .getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE)
        .forEach(
            each -> {
              String exported =
                  String.valueOf(each.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE));
              for (String package_ : runtime) {
                Rule.OWN_PACKAGES.check(
                    !(exported.replace('.', '/') + "/").startsWith(package_),
                    "it exports " + exported + ", which others would take for the runtime's");
              }
            });
  }

  @Test
  final void theServiceIsThereAfterTheStartAndGoneAfterTheStop() throws Exception {
    use(service());
    stopPlugin();
    Rule.STOPS.check(
        plugin().registered(kind).isEmpty(), "a " + kind.getName() + " is still registered");
  }

  @Test
  final void itStartsAgainAfterEachStop() throws Exception {
    for (int i = 0; i < RESTARTS; i++) {
      try {
        use(service());
        stopPlugin();
      } catch (RuleBrokenError e) {
        throw i == 0 ? e : Rule.RESTARTS.broken("start " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  final void callsInFlightEndWhenItStops() throws Exception {
    S service = service();
    var stopping = new AtomicBoolean();
    var callers = new ArrayList<Calls.Running<Object>>();
    try {
      for (int i = 0; i < CALLERS; i++) {
        callers.add(
            Calls.start(
                // Virtual threads that never wait would leave the plugin's own no processor.
                Thread.ofPlatform().daemon().name("conformance-caller"),
                () -> {
                  while (!stopping.get()) {
                    use(service);
                  }
                  return null;
                }));
      }
      stopPlugin();
    } finally {
      stopping.set(true);
    }
    for (Calls.Running<Object> each : callers) {
      // What a call throws while its plugin goes is the caller's affair; that it ends is not.
      Calls.await(Rule.STOPS_DURING_CALLS, "a call that was made while the plugin stopped", each);
    }
  }

  @Test
  final void nothingIsLeftAfterItWasRemoved() throws Exception {
    try (ResidueWatch watch = useAndWatch()) {
      plugin().uninstall();
      Residue residue = watch.check(Calls.limit());
      if (!residue.isClean()) {
        throw Rule.LEAVES_NOTHING.broken(
            residue.bundle()
                + " left behind: "
                + String.join("\n  ", residue.lines())
                + Jvm.hintOnSoftReferences());
      }
    }
  }

  /** In a method of its own, so that nothing of the plugin stays on the caller's stack. */
  private ResidueWatch useAndWatch() throws Exception {
    for (int i = 0; i < RESTARTS; i++) {
      use(service());
    }
    return container()
        .watch(plugin().bundle())
        .orElseThrow(() -> Rule.STARTS.broken("the started bundle has no class loader"));
  }

  @Test
  final void aCallOnAnInterruptedThreadEnds() throws Exception {
    S service = service();
    Calls.Running<Object> before =
        Calls.start(
            () -> {
              Thread.currentThread().interrupt();
              use(service);
              return null;
            });
    Calls.await(Rule.INTERRUPTION, "a call on a thread that was interrupted before", before);
    Calls.Running<Object> during =
        Calls.start(
            () -> {
              use(service);
              return null;
            });
    during.thread().interrupt();
    Calls.await(Rule.INTERRUPTION, "a call whose thread was interrupted", during);
  }
}
