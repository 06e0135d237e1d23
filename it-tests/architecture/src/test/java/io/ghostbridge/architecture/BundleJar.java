package io.ghostbridge.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A bundle as it was built.
 *
 * @param name the file's name
 * @param headers of its manifest
 * @param componentPids the configuration PIDs that its components name
 * @param metatype configuration PID to key to default
 */
record BundleJar(
    String name,
    Map<String, String> headers,
    List<String> componentPids,
    Map<String, Map<String, String>> metatype) {

  static BundleJar read(Path file) throws Exception {
    try (JarFile jar = new JarFile(file.toFile())) {
      Map<String, String> headers = new TreeMap<>();
      Attributes attributes = jar.getManifest().getMainAttributes();
      attributes.forEach((key, value) -> headers.put(key.toString(), value.toString()));
      BundleJar bundle =
          new BundleJar(file.getFileName().toString(), headers, new ArrayList<>(), new TreeMap<>());
      for (JarEntry entry : jar.stream().filter(BundleJar::isDescription).toList()) {
        Document document = parse(jar, entry);
        if (entry.getName().startsWith("OSGI-INF/metatype/")) {
          bundle.addMetatype(document);
        } else {
          bundle.addComponent(document.getDocumentElement());
        }
      }
      return bundle;
    }
  }

  private static boolean isDescription(JarEntry entry) {
    return entry.getName().startsWith("OSGI-INF/") && entry.getName().endsWith(".xml");
  }

  private static Document parse(JarFile jar, JarEntry entry) throws Exception {
    try (InputStream in = jar.getInputStream(entry)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    } catch (IOException e) {
      throw new IOException(jar.getName() + "!" + entry, e);
    }
  }

  private void addComponent(Element component) {
    for (String pid : component.getAttribute("configuration-pid").split("\\s+", -1)) {
      if (!pid.isEmpty()) {
        componentPids.add(pid);
      }
    }
  }

  private void addMetatype(Document document) {
    Map<String, Map<String, String>> definitions = new TreeMap<>();
    for (Element definition : elements(document.getElementsByTagName("OCD"))) {
      Map<String, String> keys = new TreeMap<>();
      for (Element key : elements(definition.getElementsByTagName("AD"))) {
        // The comma of a value is escaped, as one between values would not be.
        keys.put(key.getAttribute("id"), key.getAttribute("default").replace("\\", ""));
      }
      definitions.put(definition.getAttribute("id"), keys);
    }
    for (Element designate : elements(document.getElementsByTagName("Designate"))) {
      Element object = (Element) designate.getElementsByTagName("Object").item(0);
      metatype.put(
          designate.getAttribute("pid"),
          definitions.getOrDefault(object.getAttribute("ocdref"), Map.of()));
    }
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  String symbolicName() {
    return headers.getOrDefault("Bundle-SymbolicName", "");
  }

  /** Names of the packages in a header such as {@code Import-Package}. */
  List<String> packages(String header) {
    String value = headers.getOrDefault(header, "").replaceAll("\"[^\"]*\"", "");
    List<String> names = new ArrayList<>();
    for (String clause : value.split(",", -1)) {
      for (String part : clause.split(";", -1)) {
        if (!part.isBlank() && !part.contains("=")) {
          names.add(part.strip());
        }
      }
    }
    return names;
  }
}
