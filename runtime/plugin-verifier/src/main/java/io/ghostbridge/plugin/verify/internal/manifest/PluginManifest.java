package io.ghostbridge.plugin.verify.internal.manifest;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginHeaders;
import io.ghostbridge.plugin.verify.HeaderClause;
import io.ghostbridge.plugin.verify.OfferedCapability;
import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The headers of a plugin's manifest, all of which are allowed.
 *
 * @param headers the main section
 * @param symbolicName of the bundle, without directives
 * @param version of the bundle
 * @param imports the clauses of {@code Import-Package}
 * @param capabilities what it asks for
 * @param offers what it says it will offer
 * @param classPath {@code Bundle-ClassPath}; {@code .} is the archive itself
 * @param nativeCode the entries that {@code Bundle-NativeCode} names
 * @param activator {@code Bundle-Activator}
 */
public record PluginManifest(
    SortedMap<String, String> headers,
    String symbolicName,
    Version version,
    List<HeaderClause> imports,
    List<PluginCapability> capabilities,
    List<OfferedCapability> offers,
    List<String> classPath,
    List<String> nativeCode,
    Optional<String> activator) {
  private static final Pattern SYMBOLIC_NAME =
      Pattern.compile("(?=.{1,128}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern CLASS_NAME =
      Pattern.compile("(?=.{1,512}$)[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");
  private static final int MAX_VERSION_CHARS = 128;
  private static final int MAX_CLASS_PATH = 200;

  /** Reads and checks them. */
  public static PluginManifest of(SortedMap<String, String> headers)
      throws PackageRefusedException {
    checkManifestVersion(headers);
    String symbolicName = symbolicName(headers);
    Version version = version(headers);
    refuseForbidden(headers);
    List<HeaderClause> imports = clauses(headers, Constants.IMPORT_PACKAGE);
    checkPackages(clauses(headers, Constants.EXPORT_PACKAGE), imports);
    List<PluginCapability> capabilities =
        CapabilityRequests.read(
            clauses(headers, PluginHeaders.CAPABILITIES, RefusalReason.CAPABILITY_MALFORMED));
    List<String> nativeCode = paths(clauses(headers, Constants.BUNDLE_NATIVECODE));
    checkNativeCode(nativeCode, capabilities);
    List<String> classPath = paths(clauses(headers, Constants.BUNDLE_CLASSPATH));
    if (classPath.size() > MAX_CLASS_PATH) {
      throw new PackageRefusedException(
          RefusalReason.HEADER_MALFORMED,
          null,
          "Bundle-ClassPath has " + classPath.size() + " entries, at most " + MAX_CLASS_PATH,
          "pack libraries directly into the plugin");
    }
    return new PluginManifest(
        headers,
        symbolicName,
        version,
        imports,
        capabilities,
        CapabilityOffers.read(
            clauses(headers, Constants.PROVIDE_CAPABILITY, RefusalReason.OFFER_MALFORMED)),
        classPath.isEmpty() ? List.of(".") : classPath,
        nativeCode,
        activator(headers));
  }

  private static void checkManifestVersion(Map<String, String> headers)
      throws PackageRefusedException {
    String value = headers.get(Constants.BUNDLE_MANIFESTVERSION);
    if (!"2".equals(value)) {
      throw new PackageRefusedException(
          RefusalReason.MANIFEST_VERSION,
          null,
          value == null
              ? "the manifest has no Bundle-ManifestVersion: this is no OSGi bundle"
              : "Bundle-ManifestVersion is '" + value + "', expected 2",
          "build the plugin as an OSGi bundle, such as with bnd");
    }
  }

  private static String symbolicName(Map<String, String> headers) throws PackageRefusedException {
    String value = headers.get(Constants.BUNDLE_SYMBOLICNAME);
    if (value == null) {
      throw symbolicNameRefused("the manifest has no Bundle-SymbolicName");
    }
    List<HeaderClause> clauses =
        clauses(headers, Constants.BUNDLE_SYMBOLICNAME, RefusalReason.SYMBOLIC_NAME);
    if (clauses.size() != 1 || clauses.getFirst().paths().size() != 1) {
      throw symbolicNameRefused("Bundle-SymbolicName is '" + value + "', which is not one name");
    }
    String name = clauses.getFirst().path();
    if (!SYMBOLIC_NAME.matcher(name).matches()
        || name.equals(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)) {
      throw symbolicNameRefused("Bundle-SymbolicName is '" + name + "', which no plugin can have");
    }
    return name;
  }

  private static PackageRefusedException symbolicNameRefused(String problem) {
    return new PackageRefusedException(
        RefusalReason.SYMBOLIC_NAME,
        null,
        problem,
        "name the plugin with letters, digits, '_', '-' and '.', as in org.example.names, at most"
            + " 128 characters");
  }

  private static Version version(Map<String, String> headers) throws PackageRefusedException {
    String value = headers.get(Constants.BUNDLE_VERSION);
    String problem;
    if (value == null) {
      problem = "the manifest has no Bundle-Version";
    } else if (value.length() > MAX_VERSION_CHARS) {
      problem = "Bundle-Version has " + value.length() + " characters";
    } else {
      try {
        return new Version(value);
      } catch (IllegalArgumentException e) {
        problem = "Bundle-Version is '" + value + "'";
      }
    }
    throw new PackageRefusedException(
        RefusalReason.BUNDLE_VERSION,
        null,
        problem,
        "give it as major.minor.micro or major.minor.micro.qualifier, as in 1.4.0");
  }

  private static void refuseForbidden(Map<String, String> headers) throws PackageRefusedException {
    refuse(
        headers,
        Constants.FRAGMENT_HOST,
        RefusalReason.FRAGMENT,
        "a fragment becomes part of another bundle, beyond what the operator approves",
        "make it a bundle of its own that offers services");
    refuse(
        headers,
        Constants.DYNAMICIMPORT_PACKAGE,
        RefusalReason.DYNAMIC_IMPORT,
        "it would see packages that it does not declare",
        "list in Import-Package what the plugin needs");
    refuse(
        headers,
        Constants.REQUIRE_BUNDLE,
        RefusalReason.REQUIRE_BUNDLE,
        "it would see all packages of another bundle",
        "list in Import-Package what the plugin needs");
    if (headers.containsKey("Multi-Release")) {
      throw new PackageRefusedException(
          RefusalReason.MULTI_RELEASE,
          null,
          "the manifest has Multi-Release, by which entries replace other entries",
          "build the plugin for one Java release");
    }
  }

  private static void refuse(
      Map<String, String> headers, String header, RefusalReason reason, String why, String remedy)
      throws PackageRefusedException {
    String value = headers.get(header);
    if (value != null) {
      throw new PackageRefusedException(
          reason, null, "the manifest has " + header + ": " + value + ": " + why, remedy);
    }
  }

  private static void checkPackages(List<HeaderClause> exports, List<HeaderClause> imports)
      throws PackageRefusedException {
    for (HeaderClause clause : exports) {
      for (String name : clause.paths()) {
        if (ReservedNames.exports(name)) {
          throw new PackageRefusedException(
              RefusalReason.EXPORT_RESERVED,
              null,
              "Export-Package has " + name + ", which is the runtime's",
              "import it instead");
        }
      }
    }
    for (HeaderClause clause : imports) {
      for (String name : clause.paths()) {
        if (ReservedNames.imports(name)) {
          throw new PackageRefusedException(
              RefusalReason.IMPORT_RESERVED,
              null,
              "Import-Package has " + name + ", with which a plugin would rule other bundles",
              "do without it");
        }
      }
    }
  }

  private static void checkNativeCode(List<String> nativeCode, List<PluginCapability> capabilities)
      throws PackageRefusedException {
    boolean declared =
        capabilities.stream().anyMatch(asked -> asked.kind().equals(CapabilityRequests.NATIVE));
    if (!nativeCode.isEmpty() && !declared) {
      throw new PackageRefusedException(
          RefusalReason.NATIVE_CODE_UNDECLARED,
          nativeCode.getFirst(),
          "the manifest has Bundle-NativeCode and does not ask for it",
          "add the capability 'native' to " + PluginHeaders.CAPABILITIES);
    }
  }

  private static Optional<String> activator(Map<String, String> headers)
      throws PackageRefusedException {
    String value = headers.get(Constants.BUNDLE_ACTIVATOR);
    if (value == null) {
      return Optional.empty();
    }
    if (!CLASS_NAME.matcher(value.strip()).matches()) {
      throw new PackageRefusedException(
          RefusalReason.ACTIVATOR_MISSING,
          null,
          "Bundle-Activator is '" + value + "', which is no name of a class",
          "name the class in full");
    }
    return Optional.of(value.strip());
  }

  private static List<String> paths(List<HeaderClause> clauses) {
    return clauses.stream().flatMap(clause -> clause.paths().stream()).toList();
  }

  private static List<HeaderClause> clauses(Map<String, String> headers, String header)
      throws PackageRefusedException {
    return clauses(headers, header, RefusalReason.HEADER_MALFORMED);
  }

  private static List<HeaderClause> clauses(
      Map<String, String> headers, String header, RefusalReason reason)
      throws PackageRefusedException {
    try {
      return HeaderParser.parse(headers.getOrDefault(header, ""));
    } catch (HeaderSyntaxException e) {
      throw new PackageRefusedException(
          reason, null, header + ": " + e.getMessage(), "correct the header", e);
    }
  }
}
