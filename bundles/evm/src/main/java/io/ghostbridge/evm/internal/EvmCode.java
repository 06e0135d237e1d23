package io.ghostbridge.evm.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.word.machine.WordMachine.CodeFormat;
import io.ghostbridge.word.machine.WordMachine.Numbering;

/** Ethereum's code: all bytes that do not begin with another format's mark. */
final class EvmCode implements CodeFormat {
  @Override
  public boolean owns(Bytes code) {
    return !CodeMarks.isMarked(code);
  }

  @Override
  public Numbering numbering(Bytes code) {
    return Numbering.EVM;
  }

  @Override
  public Bytes body(Bytes code) {
    return code;
  }
}
