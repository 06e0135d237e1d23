package io.ghostbridge.names.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Questions as a transport asks them. */
final class Ask {
  private Ask() {}

  static DnsQuestion question(String name) {
    return new DnsQuestion(WireNames.wire(name), Type.A);
  }

  /** The address of {@code name}, or the RCODE if there is none. */
  static String address(DnsResponder responder, String name) {
    DnsAnswer cached = responder.cached(question(name));
    return text(cached == null ? responder.answer(question(name)) : cached);
  }

  static String text(DnsAnswer answer) {
    byte[] sections = answer.sections();
    if (answer.answerCount() == 0) {
      return Rcode.string(answer.responseCode());
    }
    try {
      // The last four bytes of the only record are its address.
      return InetAddress.getByAddress(
              Arrays.copyOfRange(sections, sections.length - 4, sections.length))
          .getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
