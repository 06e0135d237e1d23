package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.ledger.internal.log.BlockLog;
import io.ghostbridge.proto.ledger.v1.BlockHeader;
import io.ghostbridge.proto.ledger.v1.SignedBlock;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of rules that this program does not execute. */
class RulesVersionTest {
  private static final int SEGMENT = 1 << 20;

  @TempDir Path original;
  @TempDir Path other;

  @BeforeEach
  void makeChain() throws Exception {
    try (TestNode node = new TestNode(original)) {
      node.empty(2);
    }
  }

  private static BlockLog open(Path directory) throws Exception {
    return new BlockLog(directory.resolve("blocks"), SEGMENT, -1, (height, block) -> null);
  }

  /** The chain as a program would have written it whose rules have this version. */
  private void copyWithVersion(int version) throws Exception {
    try (BlockLog from = open(original);
        BlockLog to = open(other)) {
      for (long height = 0; height < from.size(); height++) {
        SignedBlock.Builder block = SignedBlock.parseFrom(from.read(height)).toBuilder();
        BlockHeader.Builder header = BlockHeader.parseFrom(block.getHeader()).toBuilder();
        block.setHeader(header.setVersion(version).build().toByteString());
        to.append(height, block.build().toByteArray());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 1000})
  void anotherVersionOfTheRulesIsNamedAndNothingIsCalledDamaged(int version) throws Exception {
    copyWithVersion(version);
    assertThatThrownBy(() -> new TestNode(settings()))
        .isInstanceOf(LedgerStartException.class)
        .hasMessageContaining("the chain in " + other)
        .hasMessageContaining("made by version " + version + " of the chain's rules")
        .hasMessageContaining("this program executes version 3")
        .hasMessageContaining("use the program that made it, or another data directory")
        .hasMessageNotContaining("damaged")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theVersionOfThisProgramIsRead() throws Exception {
    copyWithVersion(3);
    try (TestNode node = new TestNode(settings())) {
      assertThat(node.chain.head().height()).isEqualTo(2);
    }
  }

  private ChainSettings settings() {
    return TestNode.settings(other, TestNode.parameters("ghost-test"), Optional.empty(), SEGMENT);
  }
}
