package io.ghostbridge.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Certificates as one configuration file names them. */
public final class ConfiguredTls implements ServerTls {
  private final Settings settings;
  private final Path data;
  private final Path configDirectory;
  private final ClientCertificates clients;
  private final OperatorSubjects operators;

  /**
   * The values of a configuration file, as they are there.
   *
   * @param certificateFile PEM file of the chain, relative to the configuration's directory, or
   *     empty
   * @param keyFile PEM file of its key, or empty
   * @param clientCertificate {@code none}, {@code optional} or {@code required}
   * @param clientCaFile PEM file of those who sign client certificates, or empty
   * @param operatorSubjects distinguished names, by semicolons
   * @param file the configuration file's name, for messages
   */
  public record Settings(
      String certificateFile,
      String keyFile,
      String clientCertificate,
      String clientCaFile,
      String operatorSubjects,
      String file) {
    /** Whether nothing is set. */
    public boolean isEmpty() {
      return certificateFile.isBlank()
          && keyFile.isBlank()
          && clientCaFile.isBlank()
          && operatorSubjects.isBlank()
          && clientCertificate.equals("none");
    }
  }

  /**
   * Checks the settings; no file is read yet.
   *
   * @param data the node's data directory, in which the development certificate is kept
   * @throws IOException if settings do not go together; the message says what to change
   * @throws IllegalArgumentException if a name in {@code operatorSubjects} is none
   */
  public ConfiguredTls(Settings settings, Path data, Path configDirectory) throws IOException {
    this.settings = settings;
    this.data = data;
    this.configDirectory = configDirectory;
    clients = ClientCertificates.valueOf(settings.clientCertificate().toUpperCase(Locale.ROOT));
    if (clients != ClientCertificates.NONE && settings.clientCaFile().isBlank()) {
      throw new IOException(
          "clientCertificate is "
              + settings.clientCertificate()
              + " but clientCaFile is empty: name the file of the authorities that sign them ("
              + settings.file()
              + ")");
    }
    if (settings.certificateFile().isBlank() != settings.keyFile().isBlank()) {
      throw new IOException(
          "certificateFile and keyFile are set together or not at all (" + settings.file() + ")");
    }
    operators =
        new OperatorSubjects(
            Arrays.stream(settings.operatorSubjects().split(";", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
  }

  @Override
  public <C> ReloadingCertificates<C> certificates(ContextFactory<C> factory) throws IOException {
    TlsLibraries.lookFor();
    CertificateFiles own =
        settings.certificateFile().isBlank()
            ? DevelopmentCertificate.in(data.resolve("tls"))
            : new CertificateFiles(
                configDirectory.resolve(settings.certificateFile()),
                configDirectory.resolve(settings.keyFile()),
                null);
    Path authorities =
        settings.clientCaFile().isBlank() ? null : configDirectory.resolve(settings.clientCaFile());
    return new ReloadingCertificates<>(
        new CertificateFiles(own.certificates(), own.key(), authorities), clients, factory);
  }

  @Override
  public OperatorSubjects operators() {
    return operators;
  }
}
