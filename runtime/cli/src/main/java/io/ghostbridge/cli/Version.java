package io.ghostbridge.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What runs, for {@code version}, {@code --version} and the first line of {@code run}. */
final class Version implements IVersionProvider {
  static String ghostBridge() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "(unpackaged)");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "GhostBridge " + ghostBridge(),
      "Java "
          + Runtime.version()
          + " ("
          + System.getProperty("java.vm.vendor")
          + "), "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
