package io.ghostbridge.word.machine.internal.program;

import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.HostFunction;
import java.util.List;

/**
 * ZVM's native numbering. What an instruction costs is what Ethereum's costs under the same rules,
 * except where ZVM says otherwise.
 */
public final class ZvmNumbering {
  private static final int HOST_CALL = 100;

  private ZvmNumbering() {}

  /** The instructions under the rules of {@code fork}. */
  public static InstructionSet of(Fork fork) {
    InstructionSet evm = EvmNumbering.of(fork);
    InstructionSet set = new InstructionSet(fork, true);
    stack(set);
    arithmetic(set, evm);
    digests(set);
    memoryAndStorage(set, evm);
    flow(set, evm);
    environment(set, evm);
    own(set);
    return set;
  }

  private static void as(InstructionSet set, int number, InstructionSet evm, int theirs) {
    set.define(
        number,
        evm.name(theirs),
        evm.op(theirs),
        evm.argument(theirs),
        evm.gas(theirs),
        evm.pops(theirs),
        evm.pushes(theirs));
  }

  private static void stack(InstructionSet set) {
    set.define(0x00, "HALT", Op.STOP, 0, 0, 0);
    set.define(0x01, "NOP", Op.NOP, 1, 0, 0);
    set.define(0x10, "POP", Op.POP, 2, 1, 0);
    for (int i = 0; i < 6; i++) {
      set.definePush(0x11 + i, 1 << i, 3);
    }
    for (int n = 1; n <= 4; n++) {
      set.define(0x16 + n, "DUP" + n, Op.DUP, n, 3, n, n + 1);
      set.define(0x1a + n, "SWAP" + n, Op.SWAP, n, 3, n + 1, n + 1);
    }
  }

  private static void arithmetic(InstructionSet set, InstructionSet evm) {
    int[] theirs = {0x01, 0x03, 0x02, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b};
    for (int i = 0; i < theirs.length; i++) {
      as(set, 0x30 + i, evm, theirs[i]);
    }
    for (int i = 0; i <= 10; i++) {
      as(set, 0x50 + i, evm, 0x10 + i);
    }
    set.define(0x5b, "SHL", Op.SHL, 8, 2, 1);
    set.define(0x5c, "SHR", Op.SHR, 8, 2, 1);
    set.define(0x5d, "SAR", Op.SAR, 8, 2, 1);
  }

  private static void digests(InstructionSet set) {
    set.define(0x70, "KECCAK256", Op.KECCAK256, 30, 2, 1);
    set.define(0x71, "SHA256", Op.SHA256, 60, 2, 1);
    set.define(0x72, "RIPEMD160", Op.RIPEMD160, 600, 2, 1);
    set.define(0x73, "BLAKE2B", Op.BLAKE2B, 30, 2, 1);
  }

  private static void memoryAndStorage(InstructionSet set, InstructionSet evm) {
    as(set, 0x80, evm, 0x51);
    as(set, 0x81, evm, 0x52);
    as(set, 0x82, evm, 0x53);
    set.define(0x83, "MSIZE", Op.MSIZE, 3, 0, 1);
    as(set, 0x90, evm, 0x54);
    as(set, 0x91, evm, 0x55);
    as(set, 0x92, evm, 0x5c);
    as(set, 0x93, evm, 0x5d);
  }

  private static void flow(InstructionSet set, InstructionSet evm) {
    as(set, 0xa0, evm, 0x56);
    as(set, 0xa1, evm, 0x57);
    set.define(0xa2, "PC", Op.PC, 3, 0, 1);
    as(set, 0xa3, evm, 0x5b);
    int[] theirs = {0xf1, 0xf2, 0xf4, 0xfa, 0xf3, 0xfd, 0xff, 0xf0, 0xf5};
    for (int i = 0; i < theirs.length; i++) {
      as(set, 0xa4 + i, evm, theirs[i]);
    }
  }

  private static void environment(InstructionSet set, InstructionSet evm) {
    int[] account = {
      0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f
    };
    for (int i = 0; i < account.length; i++) {
      as(set, 0xb0 + i, evm, account[i]);
    }
    as(set, 0xc0, evm, 0x40);
    as(set, 0xc1, evm, 0x41);
    as(set, 0xc2, evm, 0x42);
    as(set, 0xc3, evm, 0x43);
    set.define(0xc4, "DIFFICULTY", Op.DIFFICULTY, 2, 0, 1);
    set.define(0xc5, "PREVRANDAO", Op.PREVRANDAO, 2, 0, 1);
    as(set, 0xc6, evm, 0x45);
    as(set, 0xc7, evm, 0x46);
    as(set, 0xc8, evm, 0x47);
    as(set, 0xc9, evm, 0x48);
  }

  private static void own(InstructionSet set) {
    set.define(0xd2, "TABLEHASH", Op.TABLEHASH, 30, 2, 1);
    List<HostFunction> functions = List.of(HostFunction.values());
    for (int i = 0; i < functions.size(); i++) {
      set.define(0xe0 + i, functions.get(i).name(), Op.HOSTCALL, i, HOST_CALL, 4, 1);
    }
    set.define(0xf0, "PQ_VERIFY_DILITHIUM", Op.PQ_VERIFY, 0, 1000, 6, 1);
    set.define(0xf1, "PQ_VERIFY_FALCON", Op.PQ_VERIFY, 1, 800, 6, 1);
    set.define(0xf2, "PQ_VERIFY_SPHINCS", Op.PQ_VERIFY, 2, 2000, 6, 1);
    set.define(0xf3, "PQ_KEYGEN", Op.PQ_KEYGEN, 5000, 2, 1);
    for (int n = 0; n <= 4; n++) {
      set.define(0xf8 + n, "LOG" + n, Op.LOG, n, 375 * (n + 1), n + 2, 0);
    }
  }
}
