package io.ghostbridge.plugin.verify.internal.sign;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import io.ghostbridge.plugin.verify.internal.zip.ZipArchive;
import io.ghostbridge.plugin.verify.internal.zip.ZipMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one signature of a JAR (JAR File Specification, "Signed JAR File"): the manifest, and behind
 * it the signature file and its block, before any entry that they speak for.
 *
 * @param signature {@code META-INF/X.SF}
 * @param block {@code META-INF/X.RSA} or {@code .EC}
 */
record SignatureFiles(ZipMember signature, ZipMember block) {
  static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String META_INF = "META-INF/";
  private static final List<String> BLOCKS = List.of(".RSA", ".EC", ".DSA");

  /** Empty if nothing in the archive belongs to a signature. */
  static Optional<SignatureFiles> find(ZipArchive archive) throws PackageRefusedException {
    List<ZipMember> signatures = new ArrayList<>();
    List<ZipMember> blocks = new ArrayList<>();
    for (ZipMember member : archive.members()) {
      String name = member.name().toUpperCase(Locale.ROOT);
      if (!name.startsWith(META_INF) || name.indexOf('/', META_INF.length()) >= 0) {
        continue;
      }
      if (name.equals("META-INF/INDEX.LIST") || name.startsWith("META-INF/SIG-")) {
        throw new PackageRefusedException(
            RefusalReason.UNSIGNED_ENTRY,
            member.name(),
            "no signature ever covers an entry of this name",
            "leave it out");
      }
      if (name.endsWith(".SF")) {
        signatures.add(member);
      } else if (BLOCKS.stream().anyMatch(name::endsWith)) {
        blocks.add(member);
      }
    }
    if (signatures.isEmpty() && blocks.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(only(signatures, blocks, archive));
  }

  private static SignatureFiles only(
      List<ZipMember> signatures, List<ZipMember> blocks, ZipArchive archive)
      throws PackageRefusedException {
    if (signatures.size() > 1 || blocks.size() > 1) {
      throw new PackageRefusedException(
          RefusalReason.SIGNATURE_AMBIGUOUS,
          (signatures.size() > 1 ? signatures : blocks).getLast().name(),
          "the plugin has more than one signature",
          "build it anew and sign it once");
    }
    if (signatures.isEmpty() || blocks.isEmpty()) {
      throw new PackageRefusedException(
          RefusalReason.SIGNATURE_INCOMPLETE,
          (signatures.isEmpty() ? blocks : signatures).getFirst().name(),
          signatures.isEmpty()
              ? "its signature file (.SF) is missing"
              : "its signature block (.RSA or .EC) is missing",
          "sign the plugin again");
    }
    SignatureFiles files = new SignatureFiles(signatures.getFirst(), blocks.getFirst());
    if (!stem(files.signature).equals(stem(files.block))) {
      throw new PackageRefusedException(
          RefusalReason.SIGNATURE_INCOMPLETE,
          files.block.name(),
          "it is no block of " + files.signature.name(),
          "sign the plugin again");
    }
    files.checkOrder(archive);
    return files;
  }

  /** A reader of a stream only knows what it must verify once it has read the signature. */
  private void checkOrder(ZipArchive archive) throws PackageRefusedException {
    List<String> first =
        archive.members().stream()
            .filter(member -> !member.isDirectory())
            .limit(3)
            .map(ZipMember::name)
            .toList();
    if (!first.getFirst().equals(MANIFEST)
        || !first.contains(signature.name())
        || !first.contains(block.name())) {
      throw new PackageRefusedException(
          RefusalReason.SIGNATURE_INCOMPLETE,
          signature.name(),
          "the manifest and the signature are not the first entries, where they must stand",
          "sign the plugin with jarsigner, and change nothing afterwards");
    }
  }

  boolean isPart(ZipMember member) {
    return member.equals(signature) || member.equals(block) || member.name().equals(MANIFEST);
  }

  private static String stem(ZipMember member) {
    String name = member.name().toUpperCase(Locale.ROOT);
    return name.substring(0, name.lastIndexOf('.'));
  }
}
