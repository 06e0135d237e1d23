package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.vm.Fork;

/** The costs and limits that depend on operands or state, as a fork has them. */
public final class Rules {
  /** The largest code that is stored (EIP-170). */
  public static final int MAX_CODE_SIZE = 24_576;

  /** The largest code that makes a contract (EIP-3860). */
  public static final int MAX_INIT_CODE_SIZE = 2 * MAX_CODE_SIZE;

  static final int CALL_STIPEND = 2300;
  static final int CALL_VALUE = 9000;
  static final int NEW_ACCOUNT = 25_000;
  static final int WARM_ACCESS = 100;
  static final int COLD_ACCOUNT = 2600;
  static final int COLD_SLOT = 2100;
  static final int COPY_WORD = 3;
  static final int KECCAK_WORD = 6;
  static final int INIT_CODE_WORD = 2;
  static final int LOG_BYTE = 8;
  static final int CODE_BYTE = 200;

  final Fork fork;
  final boolean homestead;
  final boolean tangerineWhistle;
  final boolean spuriousDragon;
  final boolean byzantium;
  final boolean constantinople;
  final boolean istanbul;
  final boolean berlin;
  final boolean london;
  final boolean shanghai;
  final boolean cancun;
  final boolean prague;
  final int expByte;

  /** The rules of {@code fork}. */
  public Rules(Fork fork) {
    this.fork = fork;
    homestead = fork.isAtLeast(Fork.HOMESTEAD);
    tangerineWhistle = fork.isAtLeast(Fork.TANGERINE_WHISTLE);
    spuriousDragon = fork.isAtLeast(Fork.SPURIOUS_DRAGON);
    byzantium = fork.isAtLeast(Fork.BYZANTIUM);
    // Only net metering differs between Constantinople and Petersburg.
    constantinople = fork == Fork.CONSTANTINOPLE;
    istanbul = fork.isAtLeast(Fork.ISTANBUL);
    berlin = fork.isAtLeast(Fork.BERLIN);
    london = fork.isAtLeast(Fork.LONDON);
    shanghai = fork.isAtLeast(Fork.SHANGHAI);
    cancun = fork.isAtLeast(Fork.CANCUN);
    prague = fork.isAtLeast(Fork.PRAGUE);
    expByte = spuriousDragon ? 50 : 10;
  }

  /** The fork. */
  public Fork fork() {
    return fork;
  }
}
