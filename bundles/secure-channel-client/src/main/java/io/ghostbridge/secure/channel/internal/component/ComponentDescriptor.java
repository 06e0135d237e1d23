package io.ghostbridge.secure.channel.internal.component;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A component that is made by its constructor: what bnd writes for {@code @Component}.
 *
 * @param implementation the class
 * @param services the interfaces it is registered under
 * @param properties those that are texts
 * @param references the constructor's parameters
 */
public record ComponentDescriptor(
    String implementation,
    Set<String> services,
    Map<String, String> properties,
    List<Reference> references) {
  private static final String HEADER = "Service-Component";
  private static final String PREFIX = "io.ghostbridge.crypto.";
  private static final Pattern TARGET = Pattern.compile("\\(([^=()]+)=([^=()*]+)\\)");

  /** A parameter: a service with a property of that value. */
  public record Reference(
      int parameter, String service, String property, String value, boolean optional) {}

  public ComponentDescriptor {
    services = Set.copyOf(services);
    properties = Map.copyOf(properties);
    references = List.copyOf(references);
  }

  /** Of a property that is a text. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /**
   * Those of the algorithms' bundles that {@code loader} sees.
   *
   * @throws IOException if a jar cannot be read, or a descriptor is malformed
   */
  public static List<ComponentDescriptor> all(ClassLoader loader) throws IOException {
    List<ComponentDescriptor> found = new ArrayList<>();
    for (URL manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
      String components;
      try (InputStream in = manifest.openStream()) {
        components = new Manifest(in).getMainAttributes().getValue(HEADER);
      }
      if (components == null || !components.contains(PREFIX)) {
        continue;
      }
      String root = manifest.toString().replaceFirst("META-INF/MANIFEST\\.MF$", "");
      for (String path : components.strip().split("\\s*,\\s*", -1)) {
        try (InputStream in = URI.create(root + path).toURL().openStream()) {
          read(in).ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  private static Optional<ComponentDescriptor> read(InputStream in) throws IOException {
    Document document;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      document = factory.newDocumentBuilder().parse(in);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("a component descriptor is malformed", e);
    }
    Set<String> services = new HashSet<>();
    elements(document, "provide").forEach(one -> services.add(one.getAttribute("interface")));
    Map<String, String> properties = new HashMap<>();
    elements(document, "property")
        .forEach(one -> properties.put(one.getAttribute("name"), one.getAttribute("value")));
    List<Reference> references = new ArrayList<>();
    for (Element one : elements(document, "reference")) {
      Matcher target = TARGET.matcher(one.getAttribute("target"));
      if (!target.matches() || one.getAttribute("parameter").isEmpty()) {
        // Needs more of a container than a constructor.
        return Optional.empty();
      }
      references.add(
          new Reference(
              Integer.parseInt(one.getAttribute("parameter")),
              one.getAttribute("interface"),
              target.group(1),
              target.group(2),
              one.getAttribute("cardinality").startsWith("0")));
    }
    return elements(document, "implementation").stream()
        .findFirst()
        .map(
            one ->
                new ComponentDescriptor(
                    one.getAttribute("class"), services, properties, references));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
