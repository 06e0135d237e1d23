package io.ghostbridge.plugin.verify;

import io.ghostbridge.plugin.verify.internal.FileName;
import io.ghostbridge.plugin.verify.internal.content.PluginContent;
import io.ghostbridge.plugin.verify.internal.manifest.ManifestText;
import io.ghostbridge.plugin.verify.internal.manifest.PluginManifest;
import io.ghostbridge.plugin.verify.internal.sign.JarSignature;
import io.ghostbridge.plugin.verify.internal.sign.PublisherTrust;
import io.ghostbridge.plugin.verify.internal.zip.ExpansionBudget;
import io.ghostbridge.plugin.verify.internal.zip.ZipArchive;
import io.ghostbridge.plugin.verify.internal.zip.ZipMember;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a file is a plugin that the operator trusts: a well-formed JAR, signed by
 * standard JAR signing with a certificate that the trust directory vouches for, whose manifest is
 * one of an OSGi bundle that keeps to itself. Everything else is refused, with one line that says
 * what is wrong and what to do.
 *
 * <p>The file is read once, through one handle, into memory; all that is decided is decided about
 * those bytes, and {@link PluginPackage#sha256()} is theirs. Who installs must install bytes of
 * that digest: copy the file to a place that nobody else writes, verify the copy, install the copy.
 *
 * <p>No class of the file is loaded, and nothing is asked of the network. Any number of threads may
 * verify at once; each needs memory as {@link VerifierLimits} says.
 */
public final class PluginVerifier {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Path trustDirectory;
  private final VerifierLimits limits;
  private final boolean allowUnsigned;
  private final InstantSource clock;

  /**
   * A verifier by the machine's clock.
   *
   * @param trustDirectory read anew at each verification: {@code *.pem}, certificates of publishers
   *     and of those who issue publishers' certificates; {@code *.crl}, revocation lists, PEM or
   *     DER
   * @param allowUnsigned whether a file without any signature passes, as only developers want it; a
   *     signature that is there must hold all the same
   */
  public PluginVerifier(Path trustDirectory, VerifierLimits limits, boolean allowUnsigned) {
    this(trustDirectory, limits, allowUnsigned, InstantSource.system());
  }

  /** As the other, at the times that {@code clock} tells. */
  public PluginVerifier(
      Path trustDirectory, VerifierLimits limits, boolean allowUnsigned, InstantSource clock) {
    this.trustDirectory = trustDirectory;
    this.limits = limits;
    this.allowUnsigned = allowUnsigned;
    this.clock = clock;
  }

  /**
   * Verifies a file under its own name.
   *
   * @throws PackageRefusedException whatever is wrong with the file; nothing else is thrown
   */
  public PluginPackage verify(Path jar) throws PackageRefusedException {
    return verify(jar, String.valueOf(jar.getFileName()));
  }

  /**
   * Verifies a copy.
   *
   * @param fileName the name under which the file was given, which must not name another plugin or
   *     version than the manifest; 64 hexadecimal digits and {@code .jar} name none
   * @throws PackageRefusedException whatever is wrong with the file; nothing else is thrown
   */
  public PluginPackage verify(Path jar, String fileName) throws PackageRefusedException {
    return verify(read(jar), fileName);
  }

  PluginPackage verify(byte[] bytes, String fileName) throws PackageRefusedException {
    ExpansionBudget budget = new ExpansionBudget(limits);
    ZipArchive archive = ZipArchive.read(bytes, budget);
    ZipMember manifestEntry = archive.member(MANIFEST).orElseThrow(PluginVerifier::noManifest);
    if (manifestEntry.bytes() > limits.maxManifestBytes()) {
      throw new PackageRefusedException(
          RefusalReason.MANIFEST_TOO_LARGE,
          MANIFEST,
          "it has " + manifestEntry.bytes() + " bytes, at most " + limits.maxManifestBytes(),
          "make the plugin smaller");
    }
    byte[] manifestBytes = archive.content(manifestEntry);
    ManifestText text = ManifestText.parse(manifestBytes, MANIFEST, "Manifest-Version", limits);
    Optional<Publisher> publisher =
        publisher(new JarSignature(bytes, archive, manifestBytes, text, limits));
    PluginManifest manifest = PluginManifest.of(text.main());
    new PluginContent(budget).check(archive, manifest);
    FileName.check(fileName, manifest.symbolicName(), manifest.version());
    return new PluginPackage(
        sha256(bytes),
        bytes.length,
        manifest.symbolicName(),
        manifest.version(),
        publisher,
        manifest.capabilities(),
        manifest.offers(),
        manifest.imports(),
        manifest.headers());
  }

  private Optional<Publisher> publisher(JarSignature signature) throws PackageRefusedException {
    Optional<List<X509Certificate>> chain = signature.verify();
    if (chain.isPresent()) {
      return Optional.of(PublisherTrust.read(trustDirectory, clock.instant()).check(chain.get()));
    }
    if (allowUnsigned) {
      return Optional.empty();
    }
    throw new PackageRefusedException(
        RefusalReason.UNSIGNED,
        null,
        "the plugin is not signed",
        "have its publisher sign it with jarsigner, and put the publisher's certificate into "
            + trustDirectory);
  }

  private byte[] read(Path jar) throws PackageRefusedException {
    if (!Files.isRegularFile(jar)) {
      throw unreadable(jar, "there is no such file", null);
    }
    try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > limits.maxArchiveBytes()) {
        throw new PackageRefusedException(
            RefusalReason.FILE_TOO_LARGE,
            null,
            "the file has " + size + " bytes, at most " + limits.maxArchiveBytes(),
            "make the plugin smaller");
      }
      byte[] bytes = new byte[(int) size];
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      int count;
      do {
        count = channel.read(rest);
      } while (count > 0 && rest.hasRemaining());
      if (rest.hasRemaining() || channel.read(ByteBuffer.allocate(1)) > 0) {
        throw unreadable(jar, "its size changed while it was read", null);
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(jar, "it cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static PackageRefusedException unreadable(
      Path jar, String problem, @Nullable Exception cause) {
    return new PackageRefusedException(
        RefusalReason.FILE_UNREADABLE,
        null,
        jar + ": " + problem,
        "give the path of the plugin's JAR, complete and readable",
        cause);
  }

  private static PackageRefusedException noManifest() {
    return new PackageRefusedException(
        RefusalReason.MANIFEST_MISSING,
        null,
        "the archive has no " + MANIFEST,
        "give a plugin's JAR, built as an OSGi bundle");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
