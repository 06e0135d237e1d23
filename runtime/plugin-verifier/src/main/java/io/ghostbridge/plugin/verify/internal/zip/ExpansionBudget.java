package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import io.ghostbridge.plugin.verify.VerifierLimits;

/** What one file may still unpack to, archives in it included. One thread. */
public final class ExpansionBudget {
  private static final int RATIO_COUNTS_FROM_BYTES = 1 << 20;

  private final VerifierLimits limits;
  private int entries;
  private long bytes;

  /** Full. */
  public ExpansionBudget(VerifierLimits limits) {
    this.limits = limits;
  }

  /** Takes entries before any of them is read. */
  void takeEntries(int count) throws PackageRefusedException {
    entries += count;
    if (entries > limits.maxEntries()) {
      throw new PackageRefusedException(
          RefusalReason.TOO_MANY_ENTRIES,
          null,
          "the archive has " + entries + " entries or more, at most " + limits.maxEntries(),
          "make the plugin smaller");
    }
  }

  /** Takes an entry's size before it is unpacked. */
  void takeEntry(ZipMember member) throws PackageRefusedException {
    if (member.bytes() > limits.maxEntryBytes()) {
      throw new PackageRefusedException(
          RefusalReason.ENTRY_TOO_LARGE,
          member.name(),
          "it unpacks to " + member.bytes() + " bytes, at most " + limits.maxEntryBytes(),
          "make the plugin smaller");
    }
    long ratioBytes = (long) Math.max(1, member.packedBytes()) * limits.maxCompressionRatio();
    if (member.bytes() > RATIO_COUNTS_FROM_BYTES && member.bytes() > ratioBytes) {
      throw new PackageRefusedException(
          RefusalReason.COMPRESSION_RATIO,
          member.name(),
          member.packedBytes()
              + " bytes unpack to "
              + member.bytes()
              + ", more than "
              + limits.maxCompressionRatio()
              + " to one",
          "this is how a zip bomb looks: leave the entry out, or store it uncompressed");
    }
    bytes += member.bytes();
    if (bytes > limits.maxExpandedBytes()) {
      throw new PackageRefusedException(
          RefusalReason.EXPANDS_TOO_FAR,
          member.name(),
          "with it the archive unpacks to more than " + limits.maxExpandedBytes() + " bytes",
          "make the plugin smaller");
    }
  }
}
