package io.ghostbridge.launcher;

/** What bundles get from the launcher's class path rather than from another bundle. */
final class SystemPackages {
  /**
   * SLF4J, so that everything logs through one Logback; and the service interfaces by which the
   * launcher talks with Config Admin and Declarative Services. Versions are those of the packages.
   */
  static final String EXTRA =
      String.join(
          ",",
          "org.slf4j;version=2.0.17",
          "org.slf4j.event;version=2.0.17",
          "org.slf4j.helpers;version=2.0.17",
          "org.slf4j.spi;version=2.0.17",
          "org.osgi.service.cm;version=1.6.1",
          "org.osgi.service.component;version=1.5.1",
          "org.osgi.service.component.propertytypes;version=1.5.1",
          "org.osgi.service.component.runtime;version=1.5.1",
          "org.osgi.service.component.runtime.dto;version=1.5.1",
          "org.osgi.service.log;version=1.5.0",
          "org.osgi.util.function;version=1.2.0",
          "org.osgi.util.promise;version=1.3.0");

  private SystemPackages() {}
}
