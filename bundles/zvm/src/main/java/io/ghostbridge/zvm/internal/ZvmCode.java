package io.ghostbridge.zvm.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.word.machine.WordMachine.CodeFormat;
import io.ghostbridge.word.machine.WordMachine.Numbering;
import io.ghostbridge.zvm.internal.Container.Target;

/** Containers with native code, and with Ethereum's. */
final class ZvmCode implements CodeFormat {
  @Override
  public boolean owns(Bytes code) {
    if (!Container.isMarked(code)) {
      return false;
    }
    try {
      return Container.parse(code).target() != Target.WASM;
    } catch (InvalidCodeException e) {
      return false;
    }
  }

  private static Container container(Bytes code) {
    try {
      return Container.parse(code);
    } catch (InvalidCodeException e) {
      throw new IllegalStateException("asked only for containers that are whole", e);
    }
  }

  @Override
  public Numbering numbering(Bytes code) {
    return container(code).target() == Target.EVM ? Numbering.EVM : Numbering.ZVM;
  }

  @Override
  public Bytes body(Bytes code) {
    return container(code).code();
  }
}
