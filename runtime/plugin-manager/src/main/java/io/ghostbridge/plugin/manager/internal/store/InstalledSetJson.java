package io.ghostbridge.plugin.manager.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginIdentity;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The installed set as JSON: {@code {"format":1,"plugins":[{"name":…,"version":…,"sha256":…,
 * "publisher":…,"voucher":…,"enabled":…,"approved":[…]}]}}. Reading is strict, since what it says
 * is run: every member once and no other, every value of its form, nothing behind the end. Only
 * {@code voucher} may be missing, as it is in sets of the first versions.
 */
public final class InstalledSetJson {
  /** The largest file that is read. */
  public static final int MAX_BYTES = 4 << 20;

  /** The most plugins that can be installed. */
  public static final int MAX_PLUGINS = 1024;

  private static final int FORMAT = 1;
  private static final int MAX_TEXT = 4096;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern VERSION =
      Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}(\\.[A-Za-z0-9_-]+)?");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> MEMBERS =
      Set.of("name", "version", "sha256", "publisher", "enabled", "approved");

  /** What sets of the first versions do not have. */
  private static final String VOUCHER = "voucher";

  private InstalledSetJson() {}

  static byte[] write(InstalledSet set) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      json.beginObject().name("format").value(FORMAT).name("plugins").beginArray();
      for (InstalledPlugin plugin : set.plugins()) {
        PluginIdentity identity = plugin.identity();
        json.beginObject();
        json.name("name").value(identity.name());
        json.name("version").value(identity.version());
        json.name("sha256").value(identity.sha256());
        json.name("publisher").value(identity.publisher());
        if (!plugin.voucher().isEmpty()) {
          json.name(VOUCHER).value(plugin.voucher());
        }
        json.name("enabled").value(plugin.enabled());
        json.name("approved").beginArray();
        for (PluginCapability capability : plugin.approved()) {
          json.value(capability.toString());
        }
        json.endArray().endObject();
      }
      json.endArray().endObject();
    } catch (IOException e) {
      throw new AssertionError("a string can be written", e);
    }
    return text.append('\n').toString().getBytes(UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws StoredDataException for anything else
   */
  static InstalledSet read(byte[] bytes) throws StoredDataException {
    if (bytes.length > MAX_BYTES) {
      throw new StoredDataException(
          "it has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    try (JsonReader json = new JsonReader(new StringReader(decode(bytes)))) {
      json.setStrictness(Strictness.STRICT);
      InstalledSet set = readSet(json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new StoredDataException("something follows its end");
      }
      return set;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new StoredDataException("it is no JSON of the form expected: " + why, e);
    }
  }

  private static String decode(byte[] bytes) throws StoredDataException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new StoredDataException("it is no UTF-8", e);
    }
  }

  private static InstalledSet readSet(JsonReader json) throws IOException, StoredDataException {
    json.beginObject();
    expectName(json, "format");
    int format = json.nextInt();
    if (format != FORMAT) {
      throw new StoredDataException(
          "it has format " + format + ", this version reads format " + FORMAT);
    }
    expectName(json, "plugins");
    InstalledSet set = InstalledSet.EMPTY;
    int count = 0;
    json.beginArray();
    while (json.hasNext()) {
      if (++count > MAX_PLUGINS) {
        throw new StoredDataException("it lists more than " + MAX_PLUGINS + " plugins");
      }
      InstalledPlugin plugin = readPlugin(json);
      if (set.find(plugin.name()).isPresent()) {
        throw new StoredDataException("it lists '" + plugin.name() + "' twice");
      }
      set = set.with(plugin);
    }
    json.endArray();
    json.endObject();
    return set;
  }

  private static InstalledPlugin readPlugin(JsonReader json)
      throws IOException, StoredDataException {
    String name = "";
    String version = "";
    String sha256 = "";
    String publisher = "";
    String voucher = "";
    boolean enabled = false;
    List<PluginCapability> approved = List.of();
    Set<String> seen = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String member = json.nextName();
      if (!seen.add(member)) {
        throw new StoredDataException("a plugin has '" + member + "' twice");
      }
      switch (member) {
        case "name" -> name = text(json, member, NAME);
        case "version" -> version = text(json, member, VERSION);
        case "sha256" -> sha256 = text(json, member, SHA256);
        case "publisher" -> publisher = text(json, member, null);
        case VOUCHER -> voucher = text(json, member, SHA256);
        case "enabled" -> enabled = json.nextBoolean();
        case "approved" -> approved = capabilities(json);
        default ->
            throw new StoredDataException("a plugin has the unknown member '" + member + "'");
      }
    }
    json.endObject();
    seen.remove(VOUCHER);
    if (!seen.equals(MEMBERS)) {
      throw new StoredDataException("a plugin has " + seen + ", expected " + MEMBERS);
    }
    return new InstalledPlugin(
        new PluginIdentity(name, version, sha256, publisher), voucher, enabled, approved);
  }

  private static List<PluginCapability> capabilities(JsonReader json)
      throws IOException, StoredDataException {
    List<PluginCapability> capabilities = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (capabilities.size() == PluginCapability.MAX_CLAUSES) {
        throw new StoredDataException(
            "a plugin has more than " + PluginCapability.MAX_CLAUSES + " capabilities");
      }
      try {
        capabilities.addAll(PluginCapability.parse(string(json)));
      } catch (IllegalArgumentException e) {
        throw new StoredDataException(String.valueOf(e.getMessage()), e);
      }
    }
    json.endArray();
    return capabilities;
  }

  private static void expectName(JsonReader json, String expected)
      throws IOException, StoredDataException {
    String name = json.nextName();
    if (!name.equals(expected)) {
      throw new StoredDataException("expected '" + expected + "', found '" + name + "'");
    }
  }

  private static String text(JsonReader json, String member, @Nullable Pattern form)
      throws IOException, StoredDataException {
    String text = string(json);
    if (text.length() > MAX_TEXT || (form != null && !form.matcher(text).matches())) {
      throw new StoredDataException("'" + member + "' is '" + text + "'");
    }
    return text;
  }

  private static String string(JsonReader json) throws IOException {
    if (json.peek() != JsonToken.STRING) {
      throw new IllegalStateException("expected a string at " + json.getPath());
    }
    return json.nextString();
  }
}
