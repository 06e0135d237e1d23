package io.ghostbridge.statetest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ContractTransaction.AccessListEntry;
import io.ghostbridge.api.vm.ContractTransaction.Authorization;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import io.ghostbridge.ethereum.transaction.SignedAuthorization;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One expectation of a test: a fork and a choice of data, gas limit and value.
 *
 * @param file where it is
 * @param name the test's name
 * @param forkName the fork as the file writes it
 * @param data the index of the data
 * @param gas that of the gas limit
 * @param value that of the value
 */
record StateTestCase(
    String file,
    String name,
    String forkName,
    int data,
    int gas,
    int value,
    JsonObject test,
    JsonObject post) {
  private static final BigInteger BLOB_DENOMINATOR_CANCUN = BigInteger.valueOf(3_338_477);
  private static final BigInteger BLOB_DENOMINATOR_PRAGUE = BigInteger.valueOf(5_007_716);

  /** How reports name it. */
  String title() {
    return file + " " + name + " " + forkName + " d" + data + " g" + gas + " v" + value;
  }

  /** The rules, or null if the file names a fork that is none of Ethereum's final ones. */
  static @Nullable Fork fork(String name) {
    return switch (name) {
      case "Frontier" -> Fork.FRONTIER;
      case "Homestead" -> Fork.HOMESTEAD;
      case "EIP150" -> Fork.TANGERINE_WHISTLE;
      case "EIP158" -> Fork.SPURIOUS_DRAGON;
      case "Byzantium" -> Fork.BYZANTIUM;
      case "Constantinople" -> Fork.CONSTANTINOPLE;
      case "ConstantinopleFix", "Petersburg" -> Fork.PETERSBURG;
      case "Istanbul", "MuirGlacier" -> Fork.ISTANBUL;
      case "Berlin" -> Fork.BERLIN;
      case "London", "ArrowGlacier", "GrayGlacier" -> Fork.LONDON;
      case "Merge", "Paris" -> Fork.PARIS;
      case "Shanghai" -> Fork.SHANGHAI;
      case "Cancun" -> Fork.CANCUN;
      case "Prague" -> Fork.PRAGUE;
      case "Osaka" -> Fork.OSAKA;
      default -> null;
    };
  }

  Hash expectedRoot() {
    return Json.hash(post.get("hash"));
  }

  Hash expectedLogs() {
    return Json.hash(post.get("logs"));
  }

  /** The rule that the transaction breaks, or empty. */
  String expectedException() {
    JsonElement exception = Json.member(post, "expectException");
    return exception == null ? "" : exception.getAsString();
  }

  PreState preState() {
    return new PreState(test.getAsJsonObject("pre"));
  }

  BlockContext block(Fork fork) {
    JsonObject env = test.getAsJsonObject("env");
    JsonElement difficulty = Json.member(env, "currentDifficulty");
    JsonElement random = Json.member(env, "currentRandom");
    JsonElement baseFee = Json.member(env, "currentBaseFee");
    Word prevRandao = Word.ZERO;
    if (random != null) {
      prevRandao = Json.word(random);
    } else if (difficulty != null) {
      prevRandao = Json.word(difficulty);
    }
    return new BlockContext(
        fork,
        Json.unsigned(env.get("currentNumber")),
        Json.unsigned(env.get("currentTimestamp")),
        Json.address(env.get("currentCoinbase")),
        Json.unsigned(env.get("currentGasLimit")),
        fork.isAtLeast(Fork.LONDON) && baseFee != null ? Json.word(baseFee) : Word.ZERO,
        fork.isAtLeast(Fork.CANCUN) ? blobBaseFee(env, fork) : Word.ZERO,
        difficulty == null ? Word.ZERO : Json.word(difficulty),
        prevRandao,
        Word.ONE);
  }

  /** EIP-4844's function of the excess blob gas. */
  private static Word blobBaseFee(JsonObject env, Fork fork) {
    JsonElement excess = Json.member(env, "currentExcessBlobGas");
    BigInteger numerator = excess == null ? BigInteger.ZERO : Json.number(excess);
    BigInteger denominator =
        fork.isAtLeast(Fork.PRAGUE) ? BLOB_DENOMINATOR_PRAGUE : BLOB_DENOMINATOR_CANCUN;
    BigInteger output = BigInteger.ZERO;
    BigInteger summand = denominator;
    for (long i = 1; summand.signum() > 0; i++) {
      output = output.add(summand);
      summand = summand.multiply(numerator).divide(denominator.multiply(BigInteger.valueOf(i)));
    }
    return Word.of(output.divide(denominator));
  }

  /**
   * The transaction.
   *
   * @throws IllegalArgumentException if a number is larger than its field, or the form is wrong
   */
  ContractTransaction transaction(SenderRecovery recovery) {
    JsonObject tx = test.getAsJsonObject("transaction");
    JsonElement maxFee = Json.member(tx, "maxFeePerGas");
    JsonElement blobFee = Json.member(tx, "maxFeePerBlobGas");
    JsonElement blobs = Json.member(tx, "blobVersionedHashes");
    JsonElement authorizations = Json.member(tx, "authorizationList");
    JsonElement accessList = accessList(tx);
    Word price = Json.word(maxFee == null ? tx.get("gasPrice") : maxFee);
    long gasLimit = Json.unsigned(tx.getAsJsonArray("gasLimit").get(gas));
    if (gasLimit < 0) {
      throw new IllegalArgumentException("the gas limit is 2^63 or more");
    }
    int type = 0;
    if (authorizations != null) {
      type = 4;
    } else if (blobs != null || blobFee != null) {
      type = 3;
    } else if (maxFee != null) {
      type = 2;
    } else if (accessList != null) {
      type = 1;
    }
    String to = tx.get("to") == null ? "" : tx.get("to").getAsString();
    return new ContractTransaction(
        type,
        Json.address(tx.get("sender")),
        Json.unsigned(tx.get("nonce")),
        gasLimit,
        price,
        maxFee == null ? price : Json.word(tx.get("maxPriorityFeePerGas")),
        to.isEmpty() ? Optional.empty() : Optional.of(Json.address(tx.get("to"))),
        Json.word(tx.getAsJsonArray("value").get(value)),
        Json.bytes(tx.getAsJsonArray("data").get(data)),
        accessList == null ? List.of() : accessEntries(accessList.getAsJsonArray()),
        blobFee == null ? Word.ZERO : Json.word(blobFee),
        blobs == null ? List.of() : hashes(blobs.getAsJsonArray()),
        authorizations == null
            ? List.of()
            : authorizations(authorizations.getAsJsonArray(), recovery));
  }

  private @Nullable JsonElement accessList(JsonObject tx) {
    JsonElement lists = Json.member(tx, "accessLists");
    if (lists == null) {
      return null;
    }
    JsonArray array = lists.getAsJsonArray();
    if (data >= array.size() || array.get(data).isJsonNull()) {
      return null;
    }
    return array.get(data);
  }

  private static List<AccessListEntry> accessEntries(JsonArray list) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (JsonElement element : list) {
      JsonObject entry = element.getAsJsonObject();
      List<Word> keys = new ArrayList<>();
      entry.getAsJsonArray("storageKeys").forEach(key -> keys.add(Json.word(key)));
      entries.add(new AccessListEntry(Json.address(entry.get("address")), keys));
    }
    return entries;
  }

  private static List<Hash> hashes(JsonArray list) {
    List<Hash> hashes = new ArrayList<>();
    list.forEach(element -> hashes.add(Json.hash(element)));
    return hashes;
  }

  private static List<Authorization> authorizations(JsonArray list, SenderRecovery recovery) {
    List<Authorization> authorizations = new ArrayList<>();
    for (JsonElement element : list) {
      JsonObject each = element.getAsJsonObject();
      JsonElement parity = Json.member(each, "yParity");
      BigInteger v = Json.number(parity == null ? each.get("v") : parity);
      Optional<Address> authority = Optional.empty();
      if (v.bitLength() <= 1) {
        authority =
            recovery.authority(
                new SignedAuthorization(
                    Json.number(each.get("chainId")),
                    Json.address(each.get("address")),
                    Json.unsigned(each.get("nonce")),
                    v.intValue(),
                    Json.number(each.get("r")),
                    Json.number(each.get("s"))));
      }
      authorizations.add(
          new Authorization(
              Json.word(each.get("chainId")),
              Json.address(each.get("address")),
              Json.unsigned(each.get("nonce")),
              authority));
    }
    return authorizations;
  }

  /** The data as bytes, for reports. */
  Bytes input() {
    return Json.bytes(test.getAsJsonObject("transaction").getAsJsonArray("data").get(data));
  }
}
