package io.ghostbridge.rpc.internal.call;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.rpc.RpcStream;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The fields and frames of "gRPC over HTTP/2". */
class WireFormatTest {
  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void timeoutsHaveOneToEightDigitsAndAUnit() {
    assertThat(GrpcTimeout.parseNanos(ascii("1n"))).isEqualTo(1);
    assertThat(GrpcTimeout.parseNanos(ascii("250u"))).isEqualTo(250_000);
    assertThat(GrpcTimeout.parseNanos(ascii("20m"))).isEqualTo(20_000_000);
    assertThat(GrpcTimeout.parseNanos(ascii("3S"))).isEqualTo(3_000_000_000L);
    assertThat(GrpcTimeout.parseNanos(ascii("2M"))).isEqualTo(120_000_000_000L);
    assertThat(GrpcTimeout.parseNanos(ascii("99999999H"))).isEqualTo(Long.MAX_VALUE);
    for (String wrong : new String[] {"", "S", "5", "123456789S", "-1S", "1.5S", "1s", " 1S"}) {
      assertThat(GrpcTimeout.parseNanos(ascii(wrong))).as(wrong).isEqualTo(-1);
    }
  }

  @Test
  void aStatusMessageIsPercentEncodedUtf8() {
    assertThat(StatusTrailers.percentEncode("50 % \u00e4\n")).isEqualTo(ascii("50 %25 %C3%A4%0A"));
  }

  @Test
  void aStatusMessageNeitherBeginsNorEndsWithASpace() {
    assertThat(StatusTrailers.percentEncode(" a b ")).isEqualTo(ascii("%20a b%20"));
    assertThat(StatusTrailers.percentEncode(" ")).isEqualTo(ascii("%20"));
    assertThat(StatusTrailers.percentEncode("a".repeat(4095) + " and more"))
        .as("where it is cut")
        .endsWith(ascii("a%20"));
  }

  @Test
  void aPlainSuccessHasTheSharedTrailers() {
    assertThat(StatusTrailers.encode(Status.OK, new Metadata())).isSameAs(RpcStream.OK_TRAILERS);
  }

  @Test
  void binaryMetadataIsUnpaddedBase64OutAndAnyBase64In() {
    Metadata.Key<byte[]> key = Metadata.Key.of("x-bin", Metadata.BINARY_BYTE_MARSHALLER);
    Metadata sent = new Metadata();
    sent.put(key, new byte[] {1});
    assertThat(MetadataCodec.encode(RpcStream.NO_FIELDS, sent)[1]).isEqualTo(ascii("AQ"));
    byte[][] received = {ascii("x-bin"), ascii("AQ==,Ag")};
    assertThat(MetadataCodec.decode(received, 1).getAll(key))
        .containsExactly(new byte[] {1}, new byte[] {2});
    assertThatThrownBy(() -> MetadataCodec.decode(new byte[][] {ascii("x-bin"), ascii("!")}, 1))
        .hasMessageContaining("x-bin is not Base64");
  }

  @Test
  void fieldsOfTheProtocolItselfAreNotSentTwice() {
    Metadata sent = new Metadata();
    sent.put(Metadata.Key.of("grpc-status", Metadata.ASCII_STRING_MARSHALLER), "0");
    sent.put(Metadata.Key.of("content-type", Metadata.ASCII_STRING_MARSHALLER), "text/plain");
    sent.put(Metadata.Key.of("mine", Metadata.ASCII_STRING_MARSHALLER), "1");
    assertThat(MetadataCodec.encode(RpcStream.NO_FIELDS, sent))
        .isDeepEqualTo(new byte[][] {ascii("mine"), ascii("1")});
  }

  @Test
  void aFrameIsTheMessageBehindItsLength() throws Exception {
    ByteBuf frame =
        FrameEncoder.encode(new ByteArrayInputStream(new byte[] {7, 8}), false, Unpooled::buffer);
    assertThat(frame).isEqualTo(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0, 2, 7, 8}));
  }

  @Test
  void aZipBombIsStoppedAtTheLargestMessage() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(new byte[2_000_000]);
    }
    assertThatThrownBy(
            () -> GzipMessages.decompress(new MessageStream(zipped.toByteArray(), true), 1_000_000))
        .hasMessageContaining("RESOURCE_EXHAUSTED")
        .hasMessageContaining("1000000");
  }

  @Test
  void largeUnfinishedMessagesAreCountedUntilTheyAreDropped() throws Exception {
    MessageBudget process = MessageBudget.ofProcess(400_000);
    MessageAssembler first = new MessageAssembler(1 << 20, process.share());
    ByteBuf begun = Unpooled.buffer().writeByte(0).writeInt(1_000_000).writeZero(90_000);
    assertThat(first.next(begun)).isNull();
    assertThat(process.used()).isGreaterThanOrEqualTo(90_000);
    assertThatThrownBy(() -> first.next(Unpooled.buffer().writeZero(90_000)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("too many bytes");
    first.discard();
    assertThat(process.used()).isZero();
  }
}
