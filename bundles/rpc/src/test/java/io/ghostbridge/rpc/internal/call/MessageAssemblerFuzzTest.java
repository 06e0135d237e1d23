package io.ghostbridge.rpc.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However bytes are cut into pieces, they are the same messages, or the same error. */
class MessageAssemblerFuzzTest {
  @FuzzTest
  void piecesMakeNoDifference(byte[] bytes) {
    int piece = bytes.length == 0 ? 1 : 1 + (bytes[bytes.length - 1] & 31);
    assertThat(messages(bytes, piece)).isEqualTo(messages(bytes, Math.max(1, bytes.length)));
  }

  @Test
  void piecesOfArbitraryMessagesMakeNoDifference() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      ByteBuf bytes = Unpooled.buffer();
      while (random.nextInt(4) > 0) {
        int length = random.nextInt(300);
        byte[] message = new byte[length];
        random.nextBytes(message);
        bytes.writeByte(random.nextInt(20) == 0 ? 2 : random.nextInt(2));
        bytes.writeInt(random.nextInt(20) == 0 ? 5000 : length).writeBytes(message);
      }
      piecesMakeNoDifference(ByteBufUtil.getBytes(bytes));
    }
  }

  private static List<String> messages(byte[] bytes, int piece) {
    MessageBudget budget = MessageBudget.ofProcess(1 << 20);
    MessageAssembler assembler = new MessageAssembler(4096, budget);
    List<String> messages = new ArrayList<>();
    try {
      for (int start = 0; start < bytes.length; start += piece) {
        ByteBuf buffer =
            Unpooled.wrappedBuffer(bytes, start, Math.min(piece, bytes.length - start));
        MessageStream message = assembler.next(buffer);
        while (message != null) {
          messages.add(
              message.compressed + new String(message.readAllBytes(), StandardCharsets.ISO_8859_1));
          message = buffer.isReadable() ? assembler.next(buffer) : null;
        }
      }
    } catch (MalformedMessageException e) {
      messages.add(e.reason());
    }
    assembler.discard();
    assertThat(budget.used()).isZero();
    return messages;
  }
}
