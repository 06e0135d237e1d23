package io.ghostbridge.word.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contracts that are not code (Yellow Paper, appendix E). Safe for use by any thread. */
public interface PrecompiledContracts {
  /** The one at {@code address} under the rules of {@code fork}, or null. */
  @Nullable PrecompiledContract at(Address address, Fork fork);

  /** The addresses of all under the rules of {@code fork}, warm from the start (EIP-2929). */
  Set<Address> addresses(Fork fork);

  /** No such contracts. */
  static PrecompiledContracts none() {
    return new PrecompiledContracts() {
      @Override
      public @Nullable PrecompiledContract at(Address address, Fork fork) {
        return null;
      }

      @Override
      public Set<Address> addresses(Fork fork) {
        return Set.of();
      }
    };
  }

  /** One of them. */
  interface PrecompiledContract {
    /** What a call with {@code input} costs; {@link Long#MAX_VALUE} where nothing would pay it. */
    long gas(Bytes input, Fork fork);

    /** The output, or null if the input is refused: the call then fails with all its gas. */
    @Nullable Bytes run(Bytes input, Fork fork);
  }
}
