package io.ghostbridge.names.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.proto.dns.v1.ZoneRecord;
import io.ghostbridge.proto.dns.v1.ZoneUpdate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names, zone updates and questions from outside are taken or refused, and nothing else. */
final class OutsideTextFuzzTest {
  private static @Nullable NamesComponent names;

  @FuzzTest
  void aNameIsRefusedOrHasOneCanonicalForm(byte[] bytes) {
    String canonical;
    try {
      canonical = CanonicalNames.of(text(bytes));
    } catch (IllegalArgumentException e) {
      return;
    }
    if (!CanonicalNames.of(canonical).equals(canonical)) {
      throw new AssertionError("not canonical: " + canonical);
    }
    if (!WireNames.text(WireNames.wire(canonical)).equals(canonical)) {
      throw new AssertionError("not the same on the wire: " + canonical);
    }
  }

  @FuzzTest
  void aZoneUpdateIsRefusedOrCanBeApplied(byte[] bytes) {
    List<String> parts = Arrays.asList(text(bytes).split("\\|", -1));
    ZoneUpdate.Builder update = ZoneUpdate.newBuilder().setZone(parts.getFirst());
    for (int i = 1; i + 2 < parts.size(); i += 3) {
      update.addRecords(
          ZoneRecord.newBuilder()
              .setName(parts.get(i))
              .setType(parts.get(i + 1))
              .setValue(parts.get(i + 2))
              .setTtl(60));
    }
    try {
      ZoneChange change = ZoneChange.of(update.build());
      ZoneContent.of(change.zone(), change.applyTo(List.of()), 1, 1);
    } catch (ZoneUpdateException e) {
      if (e.getMessage() == null) {
        throw new AssertionError("refused without a reason", e);
      }
    }
  }

  @FuzzTest
  void anyQuestionIsAnswered(byte[] bytes) {
    // One label of whatever comes, at most 63 bytes long, below the zone.
    int length = Math.clamp(bytes.length, 1, 63);
    byte[] label = Arrays.copyOf(bytes, length);
    byte[] name = new byte[1 + length + 7];
    name[0] = (byte) length;
    System.arraycopy(label, 0, name, 1, length);
    System.arraycopy(new byte[] {5, 'g', 'h', 'o', 's', 't', 0}, 0, name, 1 + length, 7);
    DnsAnswer answer = names().answer(new DnsQuestion(name, 1 + (label[0] & 0xff)));
    if (answer.responseCode() == 2) {
      throw new AssertionError("SERVFAIL for " + Arrays.toString(name));
    }
  }

  private static NamesComponent names() {
    NamesComponent now = names;
    if (now == null) {
      now = new NamesComponent(Path.of("target", "no-zones"), 1, 1);
      var source = new ChangingSource("ghost");
      source.set("*.ghost", "192.0.2.1");
      now.addSource(source, Map.of());
      names = now;
    }
    return now;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
