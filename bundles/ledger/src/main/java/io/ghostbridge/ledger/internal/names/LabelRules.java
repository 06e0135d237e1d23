package io.ghostbridge.ledger.internal.names;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;

/**
 * Which labels names may have. Safe for use by any thread.
 *
 * <p>An A-label must be what UTS-46 (non-transitional, with the Bidi and Context rules of IDNA2008)
 * makes of its own Unicode form. That form must be of one script, or of scripts that are written
 * together (UTS-39, Highly Restrictive), and must not look like a label in plain ASCII.
 */
final class LabelRules {
  private static final int MAX_LENGTH = 63;
  private static final String A_LABEL = "xn--";

  private final IDNA idna =
      IDNA.getUTS46Instance(
          IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);
  private final SpoofChecker spoof =
      new SpoofChecker.Builder()
          .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE)
          .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
          .build();

  /**
   * Checks one label.
   *
   * @param underscore whether underscores are allowed, as in {@code _dmarc}
   */
  void check(String label, boolean underscore) throws InvalidNameException {
    if (label.isEmpty() || label.length() > MAX_LENGTH) {
      throw new InvalidNameException(
          "a label has 1 to 63 characters (RFC 1035, section 2.3.4), not " + label.length());
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c == '-' && i > 0 && i < label.length() - 1)
              || (c == '_' && underscore);
      if (!allowed) {
        throw new InvalidNameException(
            "the label '"
                + printable(label)
                + "' is not made of lower-case letters, digits and inner hyphens"
                + (underscore ? " and underscores" : "")
                + "; internationalised names are given as A-labels");
      }
    }
    if (label.length() >= 4 && label.charAt(2) == '-' && label.charAt(3) == '-') {
      if (!label.startsWith(A_LABEL)) {
        throw new InvalidNameException(
            "the label '" + label + "' has hyphens in its third and fourth place (RFC 5891)");
      }
      checkInternational(label);
    }
  }

  private void checkInternational(String label) throws InvalidNameException {
    IDNA.Info info = new IDNA.Info();
    String unicode = idna.labelToUnicode(label, new StringBuilder(), info).toString();
    IDNA.Info back = new IDNA.Info();
    String ascii = idna.labelToASCII(unicode, new StringBuilder(), back).toString();
    if (info.hasErrors() || back.hasErrors() || !ascii.equals(label)) {
      throw new InvalidNameException("the label '" + label + "' is no A-label that UTS-46 makes");
    }
    SpoofChecker.CheckResult result = new SpoofChecker.CheckResult();
    if (spoof.failsChecks(unicode, result)) {
      throw new InvalidNameException(
          "the label '" + label + "' mixes scripts that are not written together (UTS-39)");
    }
    String skeleton = spoof.getSkeleton(unicode).toLowerCase(Locale.ROOT);
    if (skeleton.chars().allMatch(c -> c < 0x80)) {
      throw new InvalidNameException(
          "the label '" + label + "' looks like '" + skeleton + "' in plain letters (UTS-39)");
    }
  }

  private static String printable(String label) {
    return label.codePoints().allMatch(c -> c > 0x20 && c < 0x7f) ? label : "?";
  }
}
