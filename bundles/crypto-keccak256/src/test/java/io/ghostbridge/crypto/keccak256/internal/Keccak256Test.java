package io.ghostbridge.crypto.keccak256.internal;

import io.ghostbridge.it.vectors.DigestContract;
import org.junit.jupiter.api.Test;

class Keccak256Test {
  @Test
  void whatEthereumComputesIsReproduced() {
    DigestContract.examples(
        new Keccak256(),
        new String[] {"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"},
        new String[] {"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"},
        new String[] {
          "transfer(address,uint256)",
          "a9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b"
        });
  }
}
