package io.ghostbridge.bench.swap;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.LoadCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whoever signs the benchmark's plugins: a key of its own, and its certificate among those that the
 * node trusts.
 */
final class Publisher {
  private static final String PASSWORD = "benchmark";
  private static final String ALIAS = "bench";

  private final Path tools;
  private final Path keys;

  private Publisher(Path tools, Path keys) {
    this.tools = tools;
    this.keys = keys;
  }

  /**
   * Makes a publisher.
   *
   * @param certificate where its certificate goes
   */
  static Publisher create(Path directory, Path certificate)
      throws BenchmarkException, IOException, InterruptedException {
    Publisher publisher =
        new Publisher(
            Path.of(System.getProperty("java.home"), "bin"), directory.resolve("publisher.p12"));
    publisher.run(
        "keytool",
        "-genkeypair -keyalg EC -groupname secp256r1 -validity 30 -dname CN=bench"
            + " -ext BC:critical=ca:false -ext KU:critical=digitalSignature -ext EKU=codeSigning");
    publisher.run("keytool", "-exportcert -rfc -file " + certificate);
    return publisher;
  }

  void sign(Path jar) throws BenchmarkException, IOException, InterruptedException {
    LoadCommand.run(
        List.of(
            tools.resolve("jarsigner").toString(),
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD,
            jar.toString(),
            ALIAS));
  }

  private void run(String tool, String arguments)
      throws BenchmarkException, IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(tools.resolve(tool).toString());
    command.addAll(List.of(arguments.split(" ", -1)));
    command.addAll(List.of("-alias", ALIAS, "-keystore", keys.toString(), "-storepass", PASSWORD));
    LoadCommand.run(command);
  }
}
