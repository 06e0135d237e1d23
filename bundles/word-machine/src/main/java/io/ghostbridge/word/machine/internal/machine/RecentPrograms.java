package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.internal.program.Program;
import org.jspecify.annotations.Nullable;

/**
 * The programs that an execution ran last, by the very object that their code is in: the state
 * gives the same one again. For one thread.
 */
final class RecentPrograms {
  private static final int SIZE = 4;

  private final Programs programs;
  private final Fork fork;
  private final @Nullable Bytes[] codes = new Bytes[SIZE];
  private final @Nullable Program[] found = new Program[SIZE];
  private int next;

  RecentPrograms(Programs programs, Fork fork) {
    this.programs = programs;
    this.fork = fork;
  }

  /** The program of {@code code}, which is that of {@code hash}, or used once for null. */
  @SuppressWarnings("ReferenceEquality") // A look; the cache behind it goes by the hash.
  Program get(Bytes code, @Nullable Hash hash) {
    for (int i = 0; i < SIZE; i++) {
      Program program = found[i];
      if (codes[i] == code && program != null) {
        return program;
      }
    }
    Program program = programs.get(code, hash, fork);
    if (hash != null) {
      codes[next] = code;
      found[next] = program;
      next = (next + 1) % SIZE;
    }
    return program;
  }
}
