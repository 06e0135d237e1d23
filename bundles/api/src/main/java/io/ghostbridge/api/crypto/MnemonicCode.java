package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Words for a secret, to be written down ({@code bip39}). A mnemonic is text in UTF-8 inside {@link
 * SecretBytes}, as a string could not be wiped.
 */
@ConsumerType
public interface MnemonicCode extends CryptoAlgorithm {
  /**
   * The mnemonic of {@code entropy} (BIP-39, "Generating the mnemonic"): 12, 15, 18, 21 or 24 words
   * with single spaces between them.
   *
   * @param entropy 16, 20, 24, 28 or 32 bytes
   * @throws IllegalArgumentException if it has another length
   */
  SecretBytes encode(SecretBytes entropy);

  /**
   * The entropy of {@code mnemonic}.
   *
   * @throws InvalidMnemonicException if the number of words, a word or the checksum is wrong
   */
  SecretBytes decode(SecretBytes mnemonic) throws InvalidMnemonicException;

  /**
   * The seed of 64 bytes for a tree of keys (BIP-39, "From mnemonic to seed").
   *
   * @param passphrase in UTF-8, may be empty; both are brought into normal form NFKD
   * @throws InvalidMnemonicException as {@link #decode}
   */
  SecretBytes toSeed(SecretBytes mnemonic, SecretBytes passphrase) throws InvalidMnemonicException;
}
