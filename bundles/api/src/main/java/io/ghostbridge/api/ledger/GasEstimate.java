package io.ghostbridge.api.ledger;

import io.ghostbridge.api.vm.TransactionResult;
import java.util.OptionalLong;

/**
 * How much gas a transaction needs.
 *
 * @param gas with which it was tried and succeeded; empty if it does not even with all it may use
 * @param result of the last trial: with {@code gas}, or with all
 */
public record GasEstimate(OptionalLong gas, TransactionResult result) {}
