package io.ghostbridge.crypto.bip39.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.InvalidMnemonicException;
import io.ghostbridge.api.crypto.MnemonicCode;
import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.Providers;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** BIP-39 with the English word list. */
@Component(service = MnemonicCode.class, property = CryptoAlgorithm.ALGORITHM + "=" + Bip39.NAME)
public final class Bip39 implements MnemonicCode {
  static final String NAME = "bip39";

  private static final int BITS_A_WORD = 11;
  private static final int MAX_LENGTH = 1024;
  private static final int SEED_LENGTH = 64;
  private static final PasswordCost COST = new PasswordCost.Pbkdf2(2048);

  private final WordList words = new WordList();
  private final PasswordHash pbkdf2;

  /** Stretches by the installed PBKDF2. */
  @Activate
  public Bip39(
      @Reference(target = "(" + CryptoAlgorithm.ALGORITHM + "=pbkdf2-hmac-sha512)")
          PasswordHash pbkdf2) {
    this.pbkdf2 = pbkdf2;
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public SecretBytes encode(SecretBytes entropy) {
    if (entropy.size() < 16 || entropy.size() > 32 || entropy.size() % 4 != 0) {
      throw new IllegalArgumentException(
          "the entropy has " + entropy.size() + " bytes, expected 16, 20, 24, 28 or 32");
    }
    return SecretBytes.wrap(entropy.<byte[]>map(this::encode));
  }

  private byte[] encode(byte[] entropy) {
    // The checksum is at most a byte long, so the first byte of the digest has all of it.
    byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
    bits[entropy.length] = checksum(entropy);
    int count = (8 * entropy.length + entropy.length / 4) / BITS_A_WORD;
    ByteBuffer text = ByteBuffer.allocate(9 * count);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.put((byte) ' ');
      }
      text.put(words.word(index(bits, BITS_A_WORD * i)));
    }
    byte[] mnemonic = Arrays.copyOf(text.array(), text.position());
    Arrays.fill(text.array(), (byte) 0);
    Arrays.fill(bits, (byte) 0);
    return mnemonic;
  }

  private static int index(byte[] bits, int from) {
    int index = 0;
    for (int bit = from; bit < from + BITS_A_WORD; bit++) {
      index = index << 1 | (bits[bit / 8] >> (7 - bit % 8) & 1);
    }
    return index;
  }

  @Override
  public SecretBytes decode(SecretBytes mnemonic) throws InvalidMnemonicException {
    byte[] text = normalised(mnemonic);
    try {
      return SecretBytes.wrap(decode(split(text)));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private byte[] decode(List<byte[]> spoken) throws InvalidMnemonicException {
    int count = spoken.size();
    if (count < 12 || count > 24 || count % 3 != 0) {
      throw new InvalidMnemonicException(
          "the mnemonic has " + count + " words, expected 12, 15, 18, 21 or 24");
    }
    byte[] bits = new byte[(BITS_A_WORD * count + 7) / 8];
    for (int i = 0; i < count; i++) {
      int index = words.indexOf(spoken.get(i));
      if (index < 0) {
        throw new InvalidMnemonicException(
            "word " + (i + 1) + " of the mnemonic is not in the English word list");
      }
      for (int bit = 0; bit < BITS_A_WORD; bit++) {
        int at = BITS_A_WORD * i + bit;
        bits[at / 8] |= (byte) ((index >> (BITS_A_WORD - 1 - bit) & 1) << (7 - at % 8));
      }
    }
    int length = 4 * (count / 3);
    byte[] entropy = Arrays.copyOf(bits, length);
    int mask = 0xff << (8 - length / 4);
    boolean valid = ((checksum(entropy) ^ bits[length]) & mask & 0xff) == 0;
    Arrays.fill(bits, (byte) 0);
    if (!valid) {
      Arrays.fill(entropy, (byte) 0);
      throw new InvalidMnemonicException(
          "the mnemonic's checksum is wrong: a word is mistaken or out of place");
    }
    return entropy;
  }

  private static List<byte[]> split(byte[] text) {
    List<byte[]> spoken = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == ' ') {
        spoken.add(Arrays.copyOfRange(text, start, i));
        start = i + 1;
      }
    }
    return spoken;
  }

  @Override
  public SecretBytes toSeed(SecretBytes mnemonic, SecretBytes passphrase)
      throws InvalidMnemonicException {
    decode(mnemonic).close();
    byte[] phrase = normalised(passphrase);
    byte[] salt = Arrays.copyOf("mnemonic".getBytes(UTF_8), 8 + phrase.length);
    System.arraycopy(phrase, 0, salt, 8, phrase.length);
    try (SecretBytes password = SecretBytes.wrap(normalised(mnemonic))) {
      return pbkdf2.derive(password, salt, COST, SEED_LENGTH);
    } finally {
      Arrays.fill(phrase, (byte) 0);
      Arrays.fill(salt, (byte) 0);
    }
  }

  /** NFKD; ASCII, as every English mnemonic is, never becomes a string. */
  private static byte[] normalised(SecretBytes text) throws InvalidMnemonicException {
    if (text.size() > MAX_LENGTH) {
      throw new InvalidMnemonicException(
          "the text has " + text.size() + " bytes, expected at most " + MAX_LENGTH);
    }
    byte[] bytes = text.toByteArray();
    for (byte b : bytes) {
      if (b < 0) {
        CharBuffer chars = UTF_8.decode(ByteBuffer.wrap(bytes));
        byte[] result = Normalizer.normalize(chars, Normalizer.Form.NFKD).getBytes(UTF_8);
        Arrays.fill(bytes, (byte) 0);
        return result;
      }
    }
    return bytes;
  }

  private static byte checksum(byte[] entropy) {
    Lengths.require("the entropy", entropy.length, 16, 32);
    try {
      return MessageDigest.getInstance("SHA-256", Providers.jdk("SUN")).digest(entropy)[0];
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
