package io.ghostbridge.dnssec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.dns.DnsQuestion;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Any name that a client can ask for below a signed zone. */
class SignedAnswersFuzzTest {
  private static final int MAXIMUM_LABEL = 63;
  private static final byte[] ZONE = {7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0};
  private static final int MAXIMUM_NAME = 255;

  @TempDir static Path data;
  private static SignedNames asked;
  private static DnssecSigner signer;

  @BeforeAll
  static void start() throws Exception {
    String zone = "$TTL 60\nalice A 192.0.2.1\n*.wild A 192.0.2.9\nsub NS ns.sub.example.\n";
    asked = SignedNames.of(data, Map.of("example", zone), InstantSource.system());
    signer =
        new DnssecSigner(
            Files.createDirectory(data.resolve("keys")),
            TestConfig.with(Map.of("zones", "example")),
            SignedNames.SCHEMES,
            InstantSource.system());
    asked.names().setSigner(signer);
  }

  @AfterAll
  static void stop() {
    asked.close();
    signer.close();
  }

  @FuzzTest
  void everyNameIsAnsweredAndEveryProofCoversItAlone(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    int type = 1 + (input[0] & 0x3f);
    var question = new DnsQuestion(name(input), type, true, (input[0] & 0x40) != 0);
    Message message = asked.ask(question);
    assertThat(message.getRcode()).isIn(Rcode.NOERROR, Rcode.NXDOMAIN);
    asked.verifyAll(message, "example", Type.NS);
    for (RRset set : SignedNames.sets(message, Section.AUTHORITY)) {
      if (set.first() instanceof NSECRecord proof) {
        assertThat(proof.getNext()).isGreaterThan(proof.getName());
      }
    }
  }

  /** Each label's length and bytes from {@code input}, capitals in lower case, as many as fit. */
  private static byte[] name(byte[] input) {
    var name = new ByteArrayOutputStream();
    int at = 1;
    while (at < input.length) {
      int length = Math.min(1 + Math.floorMod(input[at], MAXIMUM_LABEL), input.length - at - 1);
      if (length == 0 || name.size() + 1 + length + ZONE.length > MAXIMUM_NAME) {
        break;
      }
      name.write(length);
      for (int i = at + 1; i <= at + length; i++) {
        name.write(input[i] >= 'A' && input[i] <= 'Z' ? input[i] + ('a' - 'A') : input[i]);
      }
      at += 1 + length;
    }
    name.writeBytes(ZONE);
    return name.toByteArray();
  }
}
