package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What every agreement on a short Weierstrass curve owes. */
public final class AgreementContract {
  private static final HexFormat HEX = HexFormat.of();

  /** SubjectPublicKeyInfo of an uncompressed or compressed point of a named curve of 256 bits. */
  private static final List<String> HEADS = List.of("034200", "032200", "036200", "033200");

  private AgreementContract() {}

  /**
   * One case of a Wycheproof file. Public keys are SubjectPublicKeyInfo there; our agreements take
   * points. A structure that is not the plain one of a named curve is left aside as its reader
   * would, which {@code acceptable} and {@code invalid} both allow.
   *
   * @param curve the curve's object identifier in hexadecimal
   */
  public static String judgeEcdh(KeyAgreement agreement, WycheproofCase vector, String curve) {
    byte[] point = point(vector.text("public"), curve);
    byte[] scalar = unsigned(vector.bytes("private"), agreement.privateKeyLength());
    try (SecretBytes secret = SecretBytes.wrap(scalar);
        AgreementKey key = agreement.fromPrivateKey(secret);
        SecretBytes agreed = key.agree(point)) {
      return !vector.isInvalid() && Arrays.equals(agreed.toByteArray(), vector.bytes("shared"))
          ? ""
          : "agreed";
    } catch (InvalidPublicKeyException | IllegalArgumentException e) {
      return vector.isValid() ? "refused: " + e.getMessage() : "";
    }
  }

  private static byte[] point(String encoded, String curve) {
    for (String head : HEADS) {
      int at = encoded.indexOf(curve + head);
      if (at == 2 * 13 + (encoded.startsWith("3081") ? 2 : 0) || at == 2 * 15 || at == 26) {
        return HEX.parseHex(encoded.substring(at + curve.length() + head.length()));
      }
    }
    return new byte[0];
  }

  private static byte[] unsigned(byte[] number, int length) {
    byte[] result = new byte[length];
    int start = 0;
    while (number.length - start > length) {
      if (number[start] != 0) {
        return new byte[0];
      }
      start++;
    }
    System.arraycopy(
        number, start, result, length - (number.length - start), number.length - start);
    return result;
  }

  /** Lengths, the range of scalars, and that nothing is printed. */
  public static void check(KeyAgreement agreement) {
    int length = agreement.privateKeyLength();
    for (int wrong : new int[] {0, 1, length - 1, length + 1}) {
      assertThatThrownBy(() -> agreement.fromPrivateKey(SecretBytes.wrap(new byte[wrong])))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] high = new byte[length];
    Arrays.fill(high, (byte) 0xff);
    assertThatThrownBy(() -> agreement.fromPrivateKey(SecretBytes.wrap(high)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> agreement.fromPrivateKey(SecretBytes.wrap(new byte[length])))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] scalar = new byte[length];
    Arrays.fill(scalar, (byte) 0x5a);
    AgreementKey key = agreement.fromPrivateKey(SecretBytes.copyOf(scalar));
    assertThat(key.publicKey().size()).isEqualTo(agreement.publicKeyLength());
    assertThat(key.toString()).doesNotContain(HEX.formatHex(scalar));
    for (int wrong : new int[] {0, 1, length, length + 2, 2 * length, 1000}) {
      assertThatThrownBy(() -> key.agree(new byte[wrong]))
          .isInstanceOf(InvalidPublicKeyException.class);
    }
    key.close();
    key.close();
    assertThatThrownBy(() -> key.agree(key.publicKey().toByteArray()))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Random pairs, one side computed by each; what differs. */
  public static List<String> disagreements(KeyAgreement one, KeyAgreement other, int rounds)
      throws InvalidPublicKeyException {
    Random random = new Random(19);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      byte[] mine = new byte[one.privateKeyLength()];
      byte[] theirs = new byte[one.privateKeyLength()];
      random.nextBytes(mine);
      random.nextBytes(theirs);
      mine[0] &= 0x7f;
      theirs[0] &= 0x7f;
      try (AgreementKey first = one.fromPrivateKey(SecretBytes.copyOf(mine));
          AgreementKey second = other.fromPrivateKey(SecretBytes.copyOf(theirs));
          SecretBytes here = first.agree(second.publicKey().toByteArray());
          SecretBytes there = second.agree(first.publicKey().toByteArray())) {
        if (!here.equals(there) || here.size() != one.secretLength()) {
          wrong.add("round " + i);
        }
      }
    }
    return wrong;
  }
}
