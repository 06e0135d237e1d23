package io.ghostbridge.ledger.internal.chain;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code genesis.json}: who owns what when a chain begins.
 *
 * <pre>
 * {"allocations": {"ghost1…": "1000000", "0x…": "2.5"}}
 * </pre>
 *
 * <p>Amounts are decimal numbers of GHOST in quotation marks.
 */
public final class GenesisFile {
  private static final String ALLOCATIONS = "allocations";

  private GenesisFile() {}

  /** Reads the allocations in {@code file}. */
  public static SortedMap<Address, Amount> read(Path file)
      throws IOException, LedgerStartException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      JsonObject root = JsonParser.parseReader(reader).getAsJsonObject();
      if (!root.keySet().equals(java.util.Set.of(ALLOCATIONS))) {
        throw new LedgerStartException(
            file + " has the one member 'allocations', not " + root.keySet());
      }
      SortedMap<Address, Amount> allocations = new TreeMap<>();
      for (Map.Entry<String, JsonElement> entry : root.getAsJsonObject(ALLOCATIONS).entrySet()) {
        Address address = Address.parse(entry.getKey());
        if (allocations.put(address, Amount.parse(entry.getValue().getAsString())) != null) {
          throw new LedgerStartException(file + " has the account " + address + " twice");
        }
      }
      return allocations;
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | UnsupportedOperationException
        | IllegalArgumentException e) {
      throw new LedgerStartException(
          file + " is no genesis file ({\"allocations\": {\"ADDRESS\": \"GHOST\"}}): " + e, e);
    }
  }
}
