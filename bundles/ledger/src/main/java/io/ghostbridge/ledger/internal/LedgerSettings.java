package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.ContractParameters;
import io.ghostbridge.ledger.internal.chain.ChainSettings;
import io.ghostbridge.ledger.internal.chain.GenesisFile;
import io.ghostbridge.ledger.internal.chain.LedgerStartException;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the component's configuration; names the key and value that are wrong. */
final class LedgerSettings {
  private static final Pattern CHAIN_ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,49}");
  private static final Pattern ZONE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private LedgerSettings() {}

  static ChainSettings of(
      LedgerConfig config,
      Path dataDirectory,
      @Nullable Path configDirectory,
      Supplier<SortedMap<Address, Amount>> defaultAllocations)
      throws IOException, LedgerStartException {
    return new ChainSettings(
        dataDirectory.resolve("ledger"),
        rules(config),
        genesis(configDirectory),
        defaultAllocations,
        (long) config.logSegmentMegabytes() << 20,
        config.stateCacheMegabytes(),
        config.retainedHeights());
  }

  private static ChainRules rules(LedgerConfig config) throws LedgerStartException {
    require(
        "chainId",
        config.chainId(),
        CHAIN_ID,
        "1 to 50 lower-case letters, digits, dots and hyphens, a letter or digit first");
    require("zone", config.zone(), ZONE, "one label of lower-case letters, digits and hyphens");
    return new ChainRules(
        new ChainParameters(
            config.chainId(),
            amount("minimumFeeGhost", config.minimumFeeGhost()),
            amount("registrationFeeGhost", config.registrationFeeGhost()),
            config.registrationPeriodBlocks(),
            config.maximumRegistrationBlocks(),
            config.maximumExpiryBlocks(),
            config.maximumTransactionBytes(),
            new ContractParameters(
                config.evmChainNumber(),
                config.blockGasLimit(),
                amount("minimumBaseFeeGhost", config.minimumBaseFeeGhost()))),
        config.zone());
  }

  private static void require(String key, String value, Pattern pattern, String expected)
      throws LedgerStartException {
    if (!pattern.matcher(value).matches()) {
      throw new LedgerStartException(
          "io.ghostbridge.ledger.cfg: " + key + " = " + value + " is not " + expected);
    }
  }

  private static Amount amount(String key, String value) throws LedgerStartException {
    try {
      return Amount.parse(value);
    } catch (IllegalArgumentException e) {
      throw new LedgerStartException(
          "io.ghostbridge.ledger.cfg: " + key + " = " + value + ": " + e.getMessage(), e);
    }
  }

  private static Optional<SortedMap<Address, Amount>> genesis(@Nullable Path configDirectory)
      throws IOException, LedgerStartException {
    if (configDirectory == null) {
      return Optional.empty();
    }
    Path file = configDirectory.resolve("genesis.json");
    return Files.exists(file) ? Optional.of(GenesisFile.read(file)) : Optional.empty();
  }
}
