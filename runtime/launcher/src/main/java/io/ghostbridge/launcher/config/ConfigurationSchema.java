package io.ghostbridge.launcher.config;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;

/**
 * What the installed bundles can be configured with, read from their {@code OSGI-INF/metatype}
 * (OSGi Compendium 8, chapter 105). It is read without starting them, so that a bad value is found
 * before anything runs.
 */
public final class ConfigurationSchema {
  private final Map<String, Map<String, AD>> attributesByPid = new TreeMap<>();

  /** Reads what each of {@code bundles} declares. */
  public static ConfigurationSchema of(Bundle[] bundles) throws IOException {
    List<URL> documents = new ArrayList<>();
    for (Bundle bundle : bundles) {
      Enumeration<URL> entries = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
      if (entries != null) {
        documents.addAll(Collections.list(entries));
      }
    }
    return read(documents);
  }

  /** Reads Metatype documents. */
  static ConfigurationSchema read(List<URL> documents) throws IOException {
    ConfigurationSchema schema = new ConfigurationSchema();
    for (URL document : documents) {
      schema.add(new MetaDataReader().parse(document));
    }
    return schema;
  }

  // The reader's collections are raw.
  @SuppressWarnings("unchecked")
  private void add(MetaData metadata) {
    Map<String, OCD> classes = metadata.getObjectClassDefinitions();
    List<Designate> designates = metadata.getDesignates();
    if (classes == null || designates == null) {
      return;
    }
    for (Designate designate : designates) {
      OCD definition = classes.get(designate.getObject().getOcdRef());
      if (definition != null && definition.getAttributeDefinitions() != null) {
        attributesByPid.put(designate.getPid(), definition.getAttributeDefinitions());
      }
    }
  }

  /** The PIDs of all components that can be configured. */
  public Set<String> pids() {
    return Collections.unmodifiableSet(attributesByPid.keySet());
  }

  /**
   * Checks the settings of one component.
   *
   * @return the values with their declared types, ready for Config Admin
   * @throws ConfigurationException naming the first setting that is not allowed
   */
  public Map<String, Object> check(ConfigurationFile file) throws ConfigurationException {
    Map<String, AD> attributes = attributesByPid.get(file.pid());
    if (attributes == null) {
      throw ConfigurationException.unknownPid(file, String.join(", ", attributesByPid.keySet()));
    }
    Map<String, Object> typed = new TreeMap<>();
    for (var entry : file.settings().entrySet()) {
      String key = entry.getKey();
      ConfigurationFile.Setting setting = entry.getValue();
      AD attribute = attributes.get(key);
      if (attribute == null) {
        throw ConfigurationException.unknownKey(
            setting.source(),
            key,
            setting.value(),
            String.join(", ", new TreeMap<>(attributes).keySet()));
      }
      AttributeValue value = new AttributeValue(attribute);
      Object converted = value.convert(setting.value());
      if (converted == null) {
        throw ConfigurationException.value(setting.source(), key, setting.value(), value.allowed());
      }
      typed.put(key, converted);
    }
    return typed;
  }
}
