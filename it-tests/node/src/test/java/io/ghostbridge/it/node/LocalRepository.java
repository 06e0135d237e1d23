package io.ghostbridge.it.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An empty Maven repository with what this build packaged in it, as for somebody who has no
 * checkout. Other artifacts come from the builder's own repository, read as a remote one, and only
 * what that lacks from the network.
 */
record LocalRepository(Path directory, Path settings) {
  private static final Pattern ARTIFACT =
      Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final List<String> PARENTS =
      List.of(".", "bundles", "bundles/crypto-parent", "runtime", "plugins", "plugins/plugin-kit");

  static LocalRepository create(Path checkout, Path directory) throws IOException {
    Path own = Files.createDirectories(directory.resolve("repository"));
    for (String parent : PARENTS) {
      Path pom = checkout.resolve(parent).resolve("pom.xml");
      if (Files.exists(pom)) {
        add(own, pom);
      }
    }
    for (String area : List.of(".", "bundles", "runtime", "plugins/plugin-kit")) {
      try (Stream<Path> modules = Files.list(checkout.resolve(area))) {
        for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
          if (hasJar(module)) {
            add(own, module.resolve("pom.xml"));
          }
        }
      }
    }
    Path settings = directory.resolve("settings.xml");
    Files.writeString(settings, settings(own));
    return new LocalRepository(own, settings);
  }

  private static boolean hasJar(Path module) throws IOException {
    return Files.exists(module.resolve("pom.xml"))
        && Files.exists(jar(module, artifact(module.resolve("pom.xml"))));
  }

  private static Path jar(Path module, String artifact) {
    return module.resolve("target").resolve(artifact + "-" + VERSION + ".jar");
  }

  private static String artifact(Path pom) throws IOException {
    Matcher matcher = ARTIFACT.matcher(Files.readString(pom));
    return matcher.find() ? matcher.group(1) : "ghostbridge";
  }

  private static void add(Path repository, Path pom) throws IOException {
    String artifact = artifact(pom);
    Path target =
        Files.createDirectories(
            repository.resolve("io/ghostbridge").resolve(artifact).resolve(VERSION));
    Files.copy(pom, target.resolve(artifact + "-" + VERSION + ".pom"));
    Path jar = jar(pom.resolveSibling(""), artifact);
    if (Files.exists(jar)) {
      Files.copy(jar, target.resolve(artifact + "-" + VERSION + ".jar"));
    }
  }

  private static String settings(Path repository) {
    Path builders = Path.of(System.getProperty("user.home"), ".m2", "repository");
    String cache =
        """
                  <id>builder</id>
                  <url>%s</url>
                  <releases><checksumPolicy>ignore</checksumPolicy></releases>
        """
            .formatted(builders.toUri());
    return """
        <settings>
          <localRepository>%s</localRepository>
          <profiles>
            <profile>
              <id>builder</id>
              <repositories>
                <repository>
        %s        </repository>
              </repositories>
              <pluginRepositories>
                <pluginRepository>
        %s        </pluginRepository>
              </pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles>
            <activeProfile>builder</activeProfile>
          </activeProfiles>
        </settings>
        """
        .formatted(repository, cache, cache);
  }
}
