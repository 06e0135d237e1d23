package io.ghostbridge.plugin.verify;

/**
 * Bounds on what is read of a file before it is trusted. Verification holds at most {@code
 * maxArchiveBytes} and twice {@code maxEntryBytes} in memory.
 *
 * @param maxArchiveBytes size of the file in bytes
 * @param maxEntries entries, those of archives in the archive included
 * @param maxEntryBytes unpacked size of one entry in bytes
 * @param maxExpandedBytes unpacked size of all entries in bytes, archives in the archive included
 * @param maxCompressionRatio unpacked to packed size of an entry that unpacks to more than 1 MiB
 * @param maxManifestBytes size of the manifest, and of the signature file, in bytes
 * @param maxHeaderBytes size of one header's value in bytes
 */
public record VerifierLimits(
    int maxArchiveBytes,
    int maxEntries,
    int maxEntryBytes,
    long maxExpandedBytes,
    int maxCompressionRatio,
    int maxManifestBytes,
    int maxHeaderBytes) {
  /** 32 MiB, 10,000 entries, 16 MiB an entry, 128 MiB in all, 100:1, 4 MiB, 64 KiB. */
  public static final VerifierLimits DEFAULT =
      new VerifierLimits(32 << 20, 10_000, 16 << 20, 128L << 20, 100, 4 << 20, 64 << 10);

  /**
   * @throws IllegalArgumentException if a bound is not positive
   */
  public VerifierLimits {
    requirePositive("maxArchiveBytes", maxArchiveBytes);
    requirePositive("maxEntries", maxEntries);
    requirePositive("maxEntryBytes", maxEntryBytes);
    requirePositive("maxExpandedBytes", maxExpandedBytes);
    requirePositive("maxCompressionRatio", maxCompressionRatio);
    requirePositive("maxManifestBytes", maxManifestBytes);
    requirePositive("maxHeaderBytes", maxHeaderBytes);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is " + value + ", expected more than 0");
    }
  }
}
