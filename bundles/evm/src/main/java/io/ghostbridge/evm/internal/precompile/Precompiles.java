package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.PrecompiledContracts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All of Ethereum's, each from its fork on. */
public final class Precompiles implements PrecompiledContracts, AutoCloseable {
  private static final int MOST = 0x101;

  private record Entry(int number, Fork since, PrecompiledContract contract) {}

  private final Blst blst = Blst.load();
  private final List<Entry> entries = new ArrayList<>();
  private final @Nullable Entry[] byNumber = new Entry[MOST];
  private final Map<Fork, Set<Address>> addresses = new EnumMap<>(Fork.class);

  /** Takes elliptic curves from {@code algorithms} where they are there. */
  public Precompiles(CryptoAlgorithms algorithms) {
    add(0x01, Fork.FRONTIER, new EcRecover(algorithms));
    add(0x02, Fork.FRONTIER, Digests.SHA256);
    add(0x03, Fork.FRONTIER, Digests.RIPEMD160);
    add(0x04, Fork.FRONTIER, Digests.IDENTITY);
    add(0x05, Fork.BYZANTIUM, new ModExp());
    add(0x06, Fork.BYZANTIUM, Bn254Contracts.ADD);
    add(0x07, Fork.BYZANTIUM, Bn254Contracts.MULTIPLY);
    add(0x08, Fork.BYZANTIUM, Bn254Contracts.PAIRING);
    add(0x09, Fork.ISTANBUL, new Blake2F());
    add(0x0a, Fork.CANCUN, new PointEvaluation(blst));
    add(0x0b, Fork.PRAGUE, new BlsContracts.G1Add(blst));
    add(0x0c, Fork.PRAGUE, new BlsContracts.G1Msm(blst));
    add(0x0d, Fork.PRAGUE, new BlsContracts.G2Add(blst));
    add(0x0e, Fork.PRAGUE, new BlsContracts.G2Msm(blst));
    add(0x0f, Fork.PRAGUE, new BlsContracts.Pairing(blst));
    add(0x10, Fork.PRAGUE, new BlsContracts.MapToG1(blst));
    add(0x11, Fork.PRAGUE, new BlsContracts.MapToG2(blst));
    add(0x100, Fork.OSAKA, new P256Verify());
    for (Fork fork : Fork.values()) {
      Set<Address> set = new HashSet<>();
      entries.stream()
          .filter(entry -> fork.isAtLeast(entry.since()))
          .forEach(entry -> set.add(Word.of(entry.number()).toAddress()));
      addresses.put(fork, Set.copyOf(set));
    }
  }

  private void add(int number, Fork since, PrecompiledContract contract) {
    Entry entry = new Entry(number, since, contract);
    entries.add(entry);
    byNumber[number] = entry;
  }

  @Override
  public @Nullable PrecompiledContract at(Address address, Fork fork) {
    byte[] bytes = address.bytes().unsafeArray();
    for (int i = 0; i < Address.SIZE - 2; i++) {
      if (bytes[i] != 0) {
        return null;
      }
    }
    int number = (bytes[18] & 0xff) << 8 | (bytes[19] & 0xff);
    Entry entry = number < MOST ? byNumber[number] : null;
    return entry != null && fork.isAtLeast(entry.since()) ? entry.contract() : null;
  }

  @Override
  public Set<Address> addresses(Fork fork) {
    return addresses.getOrDefault(fork, Set.of());
  }

  /** Unloads the library. */
  @Override
  public void close() {
    blst.close();
  }
}
