package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.vm.ContractExecutor;
import org.jspecify.annotations.Nullable;

/** What runs contracts; it can come and go at any time. Any thread. */
public interface Machines {
  /** No machine at all. */
  Machines NONE =
      new Machines() {
        @Override
        public @Nullable ContractExecutor executor() {
          return null;
        }

        @Override
        public boolean runs(String format) {
          return false;
        }
      };

  /** What executes transactions, or null if no bundle does. */
  @Nullable ContractExecutor executor();

  /** Whether there is a machine for code of this format. */
  boolean runs(String format);
}
