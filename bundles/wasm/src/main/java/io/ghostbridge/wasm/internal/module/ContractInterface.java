package io.ghostbridge.wasm.internal.module;

import static io.ghostbridge.wasm.internal.module.ValueType.I32;
import static io.ghostbridge.wasm.internal.module.ValueType.I64;

import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.wasm.internal.module.Module.Export;
import io.ghostbridge.wasm.internal.module.Module.Import;
import io.ghostbridge.wasm.internal.module.Module.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a contract imports and exports; docs/plugin/wasm-contracts.md says what each function does.
 */
public final class ContractInterface {
  /** The module that all imports are from. */
  public static final String MODULE = "ghost";

  /** The function that runs when the contract is called. */
  public static final String CALL = "call";

  /** The function that runs when the contract is made; may be missing. */
  public static final String DEPLOY = "deploy";

  private static final Map<String, FunctionType> IMPORTS = imports();

  private ContractInterface() {}

  private static Map<String, FunctionType> imports() {
    Map<String, FunctionType> types = new TreeMap<>();
    add(types, List.of(I32), "address", "caller", "origin", "value", "gas_price");
    add(types, List.of(I32), "block_coinbase", "block_base_fee", "block_prev_randao", "chain_id");
    add(types, List.of(I32, I32), "storage_read", "storage_write");
    add(types, List.of(I32, I32), "transient_read", "transient_write", "balance");
    add(types, List.of(I32, I32), "return", "revert");
    add(types, List.of(I32, I32, I32), "input_copy", "return_data_copy");
    add(types, List.of(I32, I32, I32), "keccak256", "sha256", "blake2b");
    add(types, List.of(I32, I32, I32, I32), "log");
    add(types, List.of(I64, I32), "block_hash");
    addResult(types, I64, List.of(), "gas_left", "block_number", "block_timestamp");
    addResult(types, I64, List.of(), "block_gas_limit");
    addResult(types, I32, List.of(), "input_size", "return_data_size");
    addResult(types, I32, List.of(I64, I32, I32, I32, I32), "call");
    addResult(types, I32, List.of(I64, I32, I32, I32), "static_call", "delegate_call");
    addResult(types, I32, List.of(I32, I32), "transfer");
    addResult(types, I32, List.of(I32, I32, I32, I32), "create", "ed25519_verify");
    addResult(types, I32, List.of(I32, I32, I32, I32, I32), "create2");
    addResult(types, I32, List.of(I32, I32, I32), "secp256k1_recover");
    return Map.copyOf(types);
  }

  private static void add(
      Map<String, FunctionType> types, List<ValueType> params, String... names) {
    Arrays.stream(names).forEach(name -> types.put(name, new FunctionType(params, List.of())));
  }

  private static void addResult(
      Map<String, FunctionType> types, ValueType result, List<ValueType> params, String... names) {
    Arrays.stream(names)
        .forEach(name -> types.put(name, new FunctionType(params, List.of(result))));
  }

  /** The functions that a contract may import, with their types. */
  public static Map<String, FunctionType> functions() {
    return IMPORTS;
  }

  /**
   * Checks imports and exports.
   *
   * @throws InvalidCodeException if the module imports what there is not, or lacks what is called
   */
  static void check(Module module) throws InvalidCodeException {
    for (Import wanted : module.imports()) {
      check(wanted);
    }
    boolean callable = false;
    for (Export export : module.exports()) {
      if (export.name().equals(CALL) || export.name().equals(DEPLOY)) {
        if (export.kind() != Kind.FUNCTION
            || !module.function(export.index(), export.offset()).equals(FunctionType.NOTHING)) {
          throw new InvalidCodeException(
              export.offset(),
              "the export " + export.name() + " must be a function that takes and gives nothing");
        }
        callable |= export.name().equals(CALL);
      }
    }
    if (!callable) {
      throw new InvalidCodeException(
          0, "a contract exports the function " + CALL + ", and this module does not");
    }
  }

  private static void check(Import wanted) throws InvalidCodeException {
    String name = wanted.module() + "." + wanted.name();
    if (wanted.kind() != Kind.FUNCTION || !wanted.module().equals(MODULE)) {
      throw new InvalidCodeException(
          wanted.offset(),
          "unknown import " + name + ": a contract imports only functions of the module " + MODULE);
    }
    FunctionType type = IMPORTS.get(wanted.name());
    if (type == null) {
      throw new InvalidCodeException(wanted.offset(), "unknown import " + name);
    }
    if (!type.equals(wanted.functionType())) {
      throw new InvalidCodeException(
          wanted.offset(),
          "incompatible import type of "
              + name
              + ": it is "
              + type
              + ", not "
              + wanted.functionType());
    }
  }
}
