package io.ghostbridge.word.machine.internal.program;

import io.ghostbridge.api.vm.Fork;

/** Ethereum's numbering (Yellow Paper, appendix H, and the EIPs since), one set a fork. */
public final class EvmNumbering {
  private EvmNumbering() {}

  /** The instructions of {@code fork}. */
  public static InstructionSet of(Fork fork) {
    InstructionSet set = new InstructionSet(fork, false);
    arithmetic(set, fork);
    environment(set, fork);
    block(set, fork);
    memoryAndFlow(set, fork);
    stack(set, fork);
    calls(set, fork);
    return set;
  }

  private static void arithmetic(InstructionSet set, Fork fork) {
    set.define(0x00, "STOP", Op.STOP, 0, 0, 0);
    set.define(0x01, "ADD", Op.ADD, 3, 2, 1);
    set.define(0x02, "MUL", Op.MUL, 5, 2, 1);
    set.define(0x03, "SUB", Op.SUB, 3, 2, 1);
    set.define(0x04, "DIV", Op.DIV, 5, 2, 1);
    set.define(0x05, "SDIV", Op.SDIV, 5, 2, 1);
    set.define(0x06, "MOD", Op.MOD, 5, 2, 1);
    set.define(0x07, "SMOD", Op.SMOD, 5, 2, 1);
    set.define(0x08, "ADDMOD", Op.ADDMOD, 8, 3, 1);
    set.define(0x09, "MULMOD", Op.MULMOD, 8, 3, 1);
    set.define(0x0a, "EXP", Op.EXP, 10, 2, 1);
    set.define(0x0b, "SIGNEXTEND", Op.SIGNEXTEND, 5, 2, 1);
    set.define(0x10, "LT", Op.LT, 3, 2, 1);
    set.define(0x11, "GT", Op.GT, 3, 2, 1);
    set.define(0x12, "SLT", Op.SLT, 3, 2, 1);
    set.define(0x13, "SGT", Op.SGT, 3, 2, 1);
    set.define(0x14, "EQ", Op.EQ, 3, 2, 1);
    set.define(0x15, "ISZERO", Op.ISZERO, 3, 1, 1);
    set.define(0x16, "AND", Op.AND, 3, 2, 1);
    set.define(0x17, "OR", Op.OR, 3, 2, 1);
    set.define(0x18, "XOR", Op.XOR, 3, 2, 1);
    set.define(0x19, "NOT", Op.NOT, 3, 1, 1);
    set.define(0x1a, "BYTE", Op.BYTE, 3, 2, 1);
    if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
      set.define(0x1b, "SHL", Op.SHL, 3, 2, 1);
      set.define(0x1c, "SHR", Op.SHR, 3, 2, 1);
      set.define(0x1d, "SAR", Op.SAR, 3, 2, 1);
    }
    if (fork.isAtLeast(Fork.OSAKA)) {
      set.define(0x1e, "CLZ", Op.CLZ, 5, 1, 1);
    }
    set.define(0x20, "KECCAK256", Op.KECCAK256, 30, 2, 1);
  }

  private static void environment(InstructionSet set, Fork fork) {
    set.define(0x30, "ADDRESS", Op.ADDRESS, 2, 0, 1);
    set.define(0x31, "BALANCE", Op.BALANCE, balance(fork), 1, 1);
    set.define(0x32, "ORIGIN", Op.ORIGIN, 2, 0, 1);
    set.define(0x33, "CALLER", Op.CALLER, 2, 0, 1);
    set.define(0x34, "CALLVALUE", Op.CALLVALUE, 2, 0, 1);
    set.define(0x35, "CALLDATALOAD", Op.CALLDATALOAD, 3, 1, 1);
    set.define(0x36, "CALLDATASIZE", Op.CALLDATASIZE, 2, 0, 1);
    set.define(0x37, "CALLDATACOPY", Op.CALLDATACOPY, 3, 3, 0);
    set.define(0x38, "CODESIZE", Op.CODESIZE, 2, 0, 1);
    set.define(0x39, "CODECOPY", Op.CODECOPY, 3, 3, 0);
    set.define(0x3a, "GASPRICE", Op.GASPRICE, 2, 0, 1);
    set.define(0x3b, "EXTCODESIZE", Op.EXTCODESIZE, externalCode(fork), 1, 1);
    set.define(0x3c, "EXTCODECOPY", Op.EXTCODECOPY, externalCode(fork), 4, 0);
    if (fork.isAtLeast(Fork.BYZANTIUM)) {
      set.define(0x3d, "RETURNDATASIZE", Op.RETURNDATASIZE, 2, 0, 1);
      set.define(0x3e, "RETURNDATACOPY", Op.RETURNDATACOPY, 3, 3, 0);
    }
    if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
      int cost = fork.isAtLeast(Fork.BERLIN) ? 0 : fork.isAtLeast(Fork.ISTANBUL) ? 700 : 400;
      set.define(0x3f, "EXTCODEHASH", Op.EXTCODEHASH, cost, 1, 1);
    }
  }

  /** From Berlin on, all of it depends on the account's warmth (EIP-2929). */
  private static int balance(Fork fork) {
    if (fork.isAtLeast(Fork.BERLIN)) {
      return 0;
    }
    if (fork.isAtLeast(Fork.ISTANBUL)) {
      return 700;
    }
    return fork.isAtLeast(Fork.TANGERINE_WHISTLE) ? 400 : 20;
  }

  private static int externalCode(Fork fork) {
    if (fork.isAtLeast(Fork.BERLIN)) {
      return 0;
    }
    return fork.isAtLeast(Fork.TANGERINE_WHISTLE) ? 700 : 20;
  }

  private static void block(InstructionSet set, Fork fork) {
    set.define(0x40, "BLOCKHASH", Op.BLOCKHASH, 20, 1, 1);
    set.define(0x41, "COINBASE", Op.COINBASE, 2, 0, 1);
    set.define(0x42, "TIMESTAMP", Op.TIMESTAMP, 2, 0, 1);
    set.define(0x43, "NUMBER", Op.NUMBER, 2, 0, 1);
    boolean merged = fork.isAtLeast(Fork.PARIS);
    set.define(
        0x44,
        merged ? "PREVRANDAO" : "DIFFICULTY",
        merged ? Op.PREVRANDAO : Op.DIFFICULTY,
        2,
        0,
        1);
    set.define(0x45, "GASLIMIT", Op.GASLIMIT, 2, 0, 1);
    if (fork.isAtLeast(Fork.ISTANBUL)) {
      set.define(0x46, "CHAINID", Op.CHAINID, 2, 0, 1);
      set.define(0x47, "SELFBALANCE", Op.SELFBALANCE, 5, 0, 1);
    }
    if (fork.isAtLeast(Fork.LONDON)) {
      set.define(0x48, "BASEFEE", Op.BASEFEE, 2, 0, 1);
    }
    if (fork.isAtLeast(Fork.CANCUN)) {
      set.define(0x49, "BLOBHASH", Op.BLOBHASH, 3, 1, 1);
      set.define(0x4a, "BLOBBASEFEE", Op.BLOBBASEFEE, 2, 0, 1);
    }
  }

  private static void memoryAndFlow(InstructionSet set, Fork fork) {
    set.define(0x50, "POP", Op.POP, 2, 1, 0);
    set.define(0x51, "MLOAD", Op.MLOAD, 3, 1, 1);
    set.define(0x52, "MSTORE", Op.MSTORE, 3, 2, 0);
    set.define(0x53, "MSTORE8", Op.MSTORE8, 3, 2, 0);
    set.define(0x54, "SLOAD", Op.SLOAD, sload(fork), 1, 1);
    set.define(0x55, "SSTORE", Op.SSTORE, 0, 2, 0);
    set.define(0x56, "JUMP", Op.JUMP, 8, 1, 0);
    set.define(0x57, "JUMPI", Op.JUMPI, 10, 2, 0);
    set.define(0x58, "PC", Op.PC, 2, 0, 1);
    set.define(0x59, "MSIZE", Op.MSIZE, 2, 0, 1);
    set.define(0x5a, "GAS", Op.GAS, 2, 0, 1);
    set.define(0x5b, "JUMPDEST", Op.JUMPDEST, 1, 0, 0);
    if (fork.isAtLeast(Fork.CANCUN)) {
      set.define(0x5c, "TLOAD", Op.TLOAD, 100, 1, 1);
      set.define(0x5d, "TSTORE", Op.TSTORE, 100, 2, 0);
      set.define(0x5e, "MCOPY", Op.MCOPY, 3, 3, 0);
    }
  }

  private static int sload(Fork fork) {
    if (fork.isAtLeast(Fork.BERLIN)) {
      return 0;
    }
    if (fork.isAtLeast(Fork.ISTANBUL)) {
      return 800;
    }
    return fork.isAtLeast(Fork.TANGERINE_WHISTLE) ? 200 : 50;
  }

  private static void stack(InstructionSet set, Fork fork) {
    if (fork.isAtLeast(Fork.SHANGHAI)) {
      set.definePush(0x5f, 0, 2);
    }
    for (int n = 1; n <= 32; n++) {
      set.definePush(0x5f + n, n, 3);
    }
    for (int n = 1; n <= 16; n++) {
      set.define(0x7f + n, "DUP" + n, Op.DUP, n, 3, n, n + 1);
      set.define(0x8f + n, "SWAP" + n, Op.SWAP, n, 3, n + 1, n + 1);
    }
    for (int n = 0; n <= 4; n++) {
      set.define(0xa0 + n, "LOG" + n, Op.LOG, n, 375 * (n + 1), n + 2, 0);
    }
  }

  private static void calls(InstructionSet set, Fork fork) {
    int call = fork.isAtLeast(Fork.BERLIN) ? 0 : fork.isAtLeast(Fork.TANGERINE_WHISTLE) ? 700 : 40;
    set.define(0xf0, "CREATE", Op.CREATE, 32_000, 3, 1);
    set.define(0xf1, "CALL", Op.CALL, call, 7, 1);
    set.define(0xf2, "CALLCODE", Op.CALLCODE, call, 7, 1);
    set.define(0xf3, "RETURN", Op.RETURN, 0, 2, 0);
    if (fork.isAtLeast(Fork.HOMESTEAD)) {
      set.define(0xf4, "DELEGATECALL", Op.DELEGATECALL, call, 6, 1);
    }
    if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
      set.define(0xf5, "CREATE2", Op.CREATE2, 32_000, 4, 1);
    }
    if (fork.isAtLeast(Fork.BYZANTIUM)) {
      set.define(0xfa, "STATICCALL", Op.STATICCALL, call, 6, 1);
      set.define(0xfd, "REVERT", Op.REVERT, 0, 2, 0);
    }
    set.define(0xfe, "INVALID", Op.INVALID, 0, 0, 0);
    set.define(
        0xff,
        "SELFDESTRUCT",
        Op.SELFDESTRUCT,
        fork.isAtLeast(Fork.TANGERINE_WHISTLE) ? 5000 : 0,
        1,
        0);
  }
}
