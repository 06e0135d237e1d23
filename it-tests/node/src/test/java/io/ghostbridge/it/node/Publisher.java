package io.ghostbridge.it.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Somebody who signs plugins, with the JDK's own tools. */
record Publisher(Path keystore, String name) {
  private static final List<String> PASSWORD = List.of("-storepass", "no-secret");

  /** Makes a key and a certificate for code signing. */
  static Publisher create(Path directory, String name) throws Exception {
    Path keystore = directory.resolve(name + ".p12");
    tool(
        "keytool",
        "-genkeypair",
        "-alias",
        "publisher",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + name,
        "-validity",
        "30",
        "-ext",
        "KeyUsage=digitalSignature",
        "-ext",
        "ExtendedKeyUsage=codeSigning",
        "-keystore",
        keystore.toString());
    return new Publisher(keystore, name);
  }

  /** Lets a node that is configured by {@code config} trust it. */
  void becomesTrusted(Path config) throws Exception {
    Path trust = Files.createDirectories(config.resolve("trust"));
    tool(
        "keytool",
        "-exportcert",
        "-rfc",
        "-alias",
        "publisher",
        "-keystore",
        keystore.toString(),
        "-file",
        trust.resolve(name + ".pem").toString());
  }

  Path sign(Path jar) throws Exception {
    tool("jarsigner", "-keystore", keystore.toString(), jar.toString(), "publisher");
    return jar;
  }

  private static void tool(String tool, String... arguments) throws Exception {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()),
                Stream.of(arguments).limit(arguments.length - (tool.equals("jarsigner") ? 2 : 0)),
                PASSWORD.stream(),
                Stream.of(arguments).skip(arguments.length - (tool.equals("jarsigner") ? 2 : 0)))
            .flatMap(part -> part)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
