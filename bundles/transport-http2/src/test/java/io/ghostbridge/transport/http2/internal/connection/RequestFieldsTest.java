package io.ghostbridge.transport.http2.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestFieldsTest {
  private final RequestFields fields = new RequestFields();

  private static AsciiString part(String text) {
    // As HPACK's decoder leaves strings that were Huffman-coded: in an array that is longer.
    return new AsciiString(
            (text + "..").getBytes(StandardCharsets.US_ASCII), 0, text.length(), true)
        .subSequence(0, text.length(), false);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Test
  void fieldsOfTheSameTableEntryAreTheSameArraysAndOthersAtTheirPlaceAreNot() {
    AsciiString name = part("x-first");
    AsciiString value = part("one");
    fields.reset().add(name, value);
    byte[] first = fields.fields()[1];
    fields.reset().add(name, value);
    assertThat(fields.fields()[1]).isSameAs(first);
    fields.reset().add(name, part("two"));
    assertThat(text(fields.fields()[0])).isEqualTo("x-first");
    assertThat(text(fields.fields()[1])).isEqualTo("two");
    fields.reset().add(part("x-zero"), part("0")).add(name, value);
    assertThat(text(fields.fields()[0])).isEqualTo("x-zero");
    assertThat(text(fields.fields()[3])).isEqualTo("one");
    assertThat(fields.count()).isEqualTo(2);
  }

  @Test
  void aSectionWithMoreFieldsThanTheOneBeforeHasThemAll() {
    fields.reset().add(part("a"), part("0"));
    fields.reset();
    for (int i = 0; i < 40; i++) {
      fields.add(part("x-" + i), part("v" + i));
    }
    assertThat(fields.count()).isEqualTo(40);
    assertThat(text(fields.fields()[78])).isEqualTo("x-39");
    assertThat(text(fields.fields()[79])).isEqualTo("v39");
  }

  @Test
  void aFieldThatWasRefusedIsRefusedAgain() {
    AsciiString name = part("x-line");
    AsciiString value = part("a\nb");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> fields.reset().add(name, value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    AsciiString connection = part("connection");
    AsciiString close = part("close");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> fields.reset().add(connection, close))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theLengthOfABodyIsReadInEachSection() {
    AsciiString name = part("content-length");
    AsciiString value = part("12");
    fields.reset().add(name, value);
    fields.reset();
    assertThat(fields.contentLength()).isEqualTo(-1);
    fields.add(name, value);
    assertThat(fields.contentLength()).isEqualTo(12);
  }
}
