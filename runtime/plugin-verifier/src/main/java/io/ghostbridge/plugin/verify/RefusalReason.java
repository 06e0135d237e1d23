package io.ghostbridge.plugin.verify;

/** Why a file is not accepted as a plugin. Names are stable: scripts compare them. */
public enum RefusalReason {
  /** There is no such file, it is no regular file, or it changed while it was read. */
  FILE_UNREADABLE,
  /** More bytes than {@link VerifierLimits#maxArchiveBytes()}. */
  FILE_TOO_LARGE,
  /** The file's name tells another plugin or version than the manifest, or is no name of a JAR. */
  FILE_NAME_CONTRADICTS,

  /** No ZIP container. */
  NOT_A_ZIP,
  /** A ZIP container whose end is missing. */
  TRUNCATED,
  /** A ZIP container with a field that its specification forbids. */
  MALFORMED_ZIP,
  /** Bytes before the first entry. */
  DATA_BEFORE_ARCHIVE,
  /** Bytes after the end record, or a comment in it. */
  DATA_AFTER_ARCHIVE,
  /** Bytes between entries that belong to none, or entries that overlap. */
  HIDDEN_DATA,
  /** Central directory and local header tell different things. */
  HEADERS_DISAGREE,
  /** Encrypted. */
  ENCRYPTED_ENTRY,
  /** Compressed by another method than deflate. */
  UNKNOWN_COMPRESSION,
  /** The compressed bytes do not unpack to what the headers promise. */
  CORRUPT_ENTRY,
  /** More entries than {@link VerifierLimits#maxEntries()}. */
  TOO_MANY_ENTRIES,
  /** One entry unpacks to more than {@link VerifierLimits#maxEntryBytes()}. */
  ENTRY_TOO_LARGE,
  /** All entries unpack to more than {@link VerifierLimits#maxExpandedBytes()}. */
  EXPANDS_TOO_FAR,
  /** Compressed more than {@link VerifierLimits#maxCompressionRatio()} to one. */
  COMPRESSION_RATIO,
  /** An archive in an archive in the archive. */
  NESTED_TOO_DEEP,
  /** A name that leaves the archive. */
  PATH_TRAVERSAL,
  /** A name that begins at a root. */
  ABSOLUTE_PATH,
  /** A name with a character that file systems read differently. */
  UNSAFE_ENTRY_NAME,
  /** Two entries of one name. */
  DUPLICATE_ENTRY,
  /** Two entries whose names differ only in case, or a file and a directory of one name. */
  AMBIGUOUS_ENTRY,
  /** A symbolic link or another thing that is no file. */
  SPECIAL_FILE,

  /** No {@code META-INF/MANIFEST.MF}. */
  MANIFEST_MISSING,
  /** A manifest that its specification does not allow. */
  MANIFEST_MALFORMED,
  /** A manifest, or one header of it, above its bound. */
  MANIFEST_TOO_LARGE,
  /** {@code Bundle-ManifestVersion} is not 2. */
  MANIFEST_VERSION,
  /** No {@code Bundle-SymbolicName}, or an ill-formed one. */
  SYMBOLIC_NAME,
  /** No {@code Bundle-Version}, or an ill-formed one. */
  BUNDLE_VERSION,
  /** A header that is no sequence of clauses. */
  HEADER_MALFORMED,
  /** {@code Ghost-Capabilities} asks for what does not exist, or asks for it ill-formed. */
  CAPABILITY_MALFORMED,
  /** {@code Provide-Capability} offers something ill-formed. */
  OFFER_MALFORMED,
  /** {@code Provide-Capability} offers what only the runtime can. */
  OFFER_RESERVED,

  /** A fragment would become part of another bundle. */
  FRAGMENT,
  /** {@code DynamicImport-Package} would see what nobody approved. */
  DYNAMIC_IMPORT,
  /** {@code Require-Bundle} would see another bundle's packages whatever they are. */
  REQUIRE_BUNDLE,
  /** The plugin exports packages that are the runtime's. */
  EXPORT_RESERVED,
  /** The plugin imports packages that are the runtime's own. */
  IMPORT_RESERVED,
  /** The plugin contains classes in packages that are the runtime's. */
  RESERVED_PACKAGE,
  /** {@code Multi-Release}, or what only a multi-release JAR has. */
  MULTI_RELEASE,
  /** {@code Bundle-Activator} names no class of the plugin. */
  ACTIVATOR_MISSING,
  /** {@code Bundle-ClassPath} or {@code Bundle-NativeCode} names no entry of the plugin. */
  PATH_MISSING,
  /** {@code Bundle-NativeCode} without the capability {@code native}. */
  NATIVE_CODE_UNDECLARED,
  /** An entry is named as a class and is none. */
  NOT_A_CLASS,
  /** A class file of a newer Java, or with preview features. */
  CLASS_TOO_NEW,

  /** Not signed at all. */
  UNSIGNED,
  /** An entry that the signature does not cover. */
  UNSIGNED_ENTRY,
  /** An entry that the signature covers is not there. */
  SIGNED_ENTRY_MISSING,
  /** An entry is not what was signed. */
  TAMPERED_ENTRY,
  /** The manifest is not what was signed. */
  MANIFEST_TAMPERED,
  /** The signature is not one of the key that it names, or is none. */
  SIGNATURE_INVALID,
  /**
   * A signature file without its block, the other way round, or in a place where it is not read.
   */
  SIGNATURE_INCOMPLETE,
  /** More than one signature. */
  SIGNATURE_AMBIGUOUS,
  /** A digest that can be forged. */
  WEAK_DIGEST,
  /** A key that can be broken. */
  WEAK_KEY,
  /** No certificate of the trust directory vouches for the publisher. */
  UNTRUSTED_PUBLISHER,
  /** A certificate whose time is over. */
  CERTIFICATE_EXPIRED,
  /** A certificate whose time has not begun. */
  CERTIFICATE_NOT_YET_VALID,
  /** A certificate on a revocation list. */
  CERTIFICATE_REVOKED,
  /** A certificate that was not issued for signing code. */
  CERTIFICATE_PURPOSE,
  /** A revocation list that is out of date or cannot be verified. */
  REVOCATION_UNKNOWN,
  /** A file of the trust directory that cannot be read. */
  TRUST_UNREADABLE
}
