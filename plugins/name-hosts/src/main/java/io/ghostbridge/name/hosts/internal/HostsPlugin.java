package io.ghostbridge.name.hosts.internal;

import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.plugin.PluginHealthCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a source of names for each file that is configured. A file that cannot be read when a
 * node starts is no reason to fail: its zones are claimed, and their names answered with SERVFAIL,
 * until it can. When the plugin is installed or updated it is one, which the health check tells.
 */
@Component(immediate = true, configurationPid = "io.ghostbridge.name.hosts")
@Designate(ocd = HostsConfig.class)
public final class HostsPlugin implements PluginHealthCheck {
  private static final Logger log = LoggerFactory.getLogger(HostsPlugin.class);
  private static final long KIBIBYTE = 1024;

  /** All is in memory. */
  private static final Dictionary<String, Object> PROPERTIES =
      FrameworkUtil.asDictionary(Map.of(NameSource.NON_BLOCKING, true));

  private record Served(
      NameFile names, ServiceRegistration<NameSource> registration, FileWatch watch) {}

  private final List<Served> served = new ArrayList<>();

  /**
   * Reads the files and offers their names.
   *
   * @throws IllegalArgumentException if the configuration contradicts itself
   */
  @Activate
  public HostsPlugin(BundleContext context, HostsConfig config) {
    Path base = Path.of(context.getProperty("ghost.config.directory"));
    Map<NameFileFormat, Path> files = Settings.files(config, base);
    if (files.isEmpty()) {
      log.warn(
          "event=names-unconfigured reason=\"neither hostsFile nor zoneFile is set for"
              + " io.ghostbridge.name.hosts: no names are served\"");
    }
    files.forEach(
        (format, file) -> {
          var names = new NameFile(format);
          var watch =
              FileWatch.start(
                  file,
                  format,
                  names,
                  config.maximumFileKilobytes() * KIBIBYTE,
                  config.checkIntervalMillis());
          served.add(
              new Served(
                  names, context.registerService(NameSource.class, names, PROPERTIES), watch));
        });
  }

  /**
   * Whether every file that is configured was read.
   *
   * @throws NameSourceException saying what is wrong with one that was not
   */
  @Override
  public void check() throws NameSourceException {
    for (Served each : served) {
      each.names.required();
    }
  }

  /** Withdraws the sources, and looks at the files no more. */
  @Deactivate
  public void close() {
    served.forEach(each -> each.registration.unregister());
    served.forEach(each -> each.watch.close());
  }
}
