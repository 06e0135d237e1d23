package io.ghostbridge.chain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DomainSignatureTest {
  /** Field by field as docs/client/domain-signature.md numbers them. */
  @Test
  void theSignedBytesAreThoseOfTheDocument() {
    DomainResponse answer =
        DomainResponse.newBuilder()
            .setDomain("a.ghost")
            .setOwnerId("0x01")
            .setTimestamp(0x0102030405L)
            .setTtl(300)
            .setBlockHeight(7)
            .addRecords(
                DNSRecord.newBuilder().setType("MX").setValue("m.").setPriority(10).setTtl(-1))
            .build();
    String expected =
        "67686f73746272696467652f646f6d61696e2d726573706f6e73652f763100" // 1 prefix
            + "0000000163" // 2 chain id "c"
            + "00000007612e67686f7374" // 3 domain
            + "00000002" // 4 types
            + "0000000141" // 5 "A"
            + "000000024d58" // 5 "MX"
            + "0000000430783031" // 6 owner
            + "0000000102030405" // 7 timestamp
            + "0000012c" // 8 ttl
            + "0000000000000007" // 9 height
            + "00000001" // 10 records
            + "000000024d58" // 11 type
            + "000000026d2e" // 11 value
            + "0000000a" // 11 priority
            + "ffffffff"; // 11 ttl
    byte[] signed = DomainSignature.signedBytes(answer, "c", new TreeSet<>(List.of("MX", "A")));
    assertThat(HexFormat.of().formatHex(signed)).isEqualTo(expected);
  }
}
