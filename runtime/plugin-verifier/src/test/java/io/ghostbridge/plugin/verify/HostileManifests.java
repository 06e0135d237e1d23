package io.ghostbridge.plugin.verify;

import static io.ghostbridge.plugin.verify.RefusalReason.ACTIVATOR_MISSING;
import static io.ghostbridge.plugin.verify.RefusalReason.BUNDLE_VERSION;
import static io.ghostbridge.plugin.verify.RefusalReason.CAPABILITY_MALFORMED;
import static io.ghostbridge.plugin.verify.RefusalReason.CLASS_TOO_NEW;
import static io.ghostbridge.plugin.verify.RefusalReason.DYNAMIC_IMPORT;
import static io.ghostbridge.plugin.verify.RefusalReason.EXPORT_RESERVED;
import static io.ghostbridge.plugin.verify.RefusalReason.FILE_NAME_CONTRADICTS;
import static io.ghostbridge.plugin.verify.RefusalReason.FRAGMENT;
import static io.ghostbridge.plugin.verify.RefusalReason.HEADER_MALFORMED;
import static io.ghostbridge.plugin.verify.RefusalReason.IMPORT_RESERVED;
import static io.ghostbridge.plugin.verify.RefusalReason.MANIFEST_MALFORMED;
import static io.ghostbridge.plugin.verify.RefusalReason.MANIFEST_MISSING;
import static io.ghostbridge.plugin.verify.RefusalReason.MANIFEST_TOO_LARGE;
import static io.ghostbridge.plugin.verify.RefusalReason.MANIFEST_VERSION;
import static io.ghostbridge.plugin.verify.RefusalReason.MULTI_RELEASE;
import static io.ghostbridge.plugin.verify.RefusalReason.NATIVE_CODE_UNDECLARED;
import static io.ghostbridge.plugin.verify.RefusalReason.NOT_A_CLASS;
import static io.ghostbridge.plugin.verify.RefusalReason.OFFER_MALFORMED;
import static io.ghostbridge.plugin.verify.RefusalReason.OFFER_RESERVED;
import static io.ghostbridge.plugin.verify.RefusalReason.PATH_MISSING;
import static io.ghostbridge.plugin.verify.RefusalReason.REQUIRE_BUNDLE;
import static io.ghostbridge.plugin.verify.RefusalReason.RESERVED_PACKAGE;
import static io.ghostbridge.plugin.verify.RefusalReason.SYMBOLIC_NAME;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Files that say or hold what a plugin must not, signed by a publisher whom the operator trusts.
 */
final class HostileManifests {
  private static final byte[] CLASS = TestPlugin.classFile(69, 0);

  private HostileManifests() {}

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    all.addAll(texts());
    all.addAll(identities());
    all.addAll(headers());
    all.addAll(capabilities());
    all.addAll(contents());
    return all;
  }

  private static List<Hostile> texts() {
    String good = new TestPlugin().manifest();
    return List.of(
        Hostile.of(
            "no manifest",
            MANIFEST_MISSING,
            "the archive has no META-INF/MANIFEST.MF",
            TestPlugin.zip(Map.of("a", new byte[0]))),
        text("an empty manifest", MANIFEST_MALFORMED, "it does not begin with", ""),
        text(
            "a manifest without an end",
            MANIFEST_MALFORMED,
            "line 3 has no end",
            good.trim().substring(0, 60)),
        text(
            "a manifest of another format",
            MANIFEST_MALFORMED,
            "its Manifest-Version is not 1.0",
            good.replace("1.0\r", "2.0\r")),
        text(
            "a manifest that begins with another header",
            MANIFEST_MALFORMED,
            "line 1 has Bundle-Name where Manifest-Version must stand",
            "Bundle-Name: x\r\n" + good),
        text(
            "a header given twice",
            MANIFEST_MALFORMED,
            "line 2 has manifest-version a second time",
            good.replaceFirst("\r\n", "\r\nmanifest-version: 1.0\r\n")),
        text(
            "a line that is no header",
            MANIFEST_MALFORMED,
            "line 2 is no 'Name: value'",
            good.replaceFirst("\r\n", "\r\nnonsense\r\n")),
        text(
            "a header name that is none",
            MANIFEST_MALFORMED,
            "line 2 has a header name that is none: 'a b'",
            good.replaceFirst("\r\n", "\r\na b: c\r\n")),
        text(
            "a lone carriage return",
            MANIFEST_MALFORMED,
            "line 2 has a control character",
            good.replaceFirst("\r\n", "\r\nX: a\rFragment-Host: b\r\n")),
        text(
            "two sections about one entry",
            MANIFEST_MALFORMED,
            "it has two sections about 'a'",
            good + "Name: a\r\n\r\nName: a\r\n\r\n"),
        Hostile.of(
            "a manifest of 5 MiB",
            MANIFEST_TOO_LARGE,
            "entry 'META-INF/MANIFEST.MF': it has 5242880 bytes, at most 4194304",
            TestPlugin.zip(Map.of(TestPlugin.MANIFEST, noise(5 << 20)))),
        text(
            "a header of 70,000 bytes",
            MANIFEST_TOO_LARGE,
            "the header at line",
            new TestPlugin().header("X-Long", "a".repeat(70_000)).manifest()));
  }

  /** Which a compressor can do nothing with. */
  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static Hostile text(String what, RefusalReason reason, String message, String manifest) {
    return Hostile.of(
        what,
        reason,
        "entry 'META-INF/MANIFEST.MF': " + message,
        TestPlugin.zip(Map.of(TestPlugin.MANIFEST, manifest.getBytes(UTF_8))));
  }

  private static List<Hostile> identities() {
    return List.of(
        without("Bundle-ManifestVersion", MANIFEST_VERSION, "the manifest has no"),
        header("Bundle-ManifestVersion", "1", MANIFEST_VERSION, "Bundle-ManifestVersion is '1'"),
        without("Bundle-SymbolicName", SYMBOLIC_NAME, "the manifest has no Bundle-SymbolicName"),
        header("Bundle-SymbolicName", "a..b", SYMBOLIC_NAME, "Bundle-SymbolicName is 'a..b'"),
        header("Bundle-SymbolicName", "a,b", SYMBOLIC_NAME, "Bundle-SymbolicName is 'a,b'"),
        header("Bundle-SymbolicName", "system.bundle", SYMBOLIC_NAME, "Bundle-SymbolicName is"),
        header("Bundle-SymbolicName", "../evil", SYMBOLIC_NAME, "Bundle-SymbolicName is '../"),
        without("Bundle-Version", BUNDLE_VERSION, "the manifest has no Bundle-Version"),
        header("Bundle-Version", "1.0.0.0.0", BUNDLE_VERSION, "Bundle-Version is '1.0.0.0.0'"),
        header("Bundle-Version", "one", BUNDLE_VERSION, "Bundle-Version is 'one'"),
        named("org.example.evil-1.2.3.jar", "names 'org.example.evil', the manifest is of"),
        named("org.example.good-1.2.4.jar", "names version 1.2.4, the manifest is of"),
        named("good.exe", "is not a name of a JAR"));
  }

  private static List<Hostile> headers() {
    return List.of(
        header("Fragment-Host", "system.bundle", FRAGMENT, "the manifest has Fragment-Host: sys"),
        header("DynamicImport-Package", "*", DYNAMIC_IMPORT, "the manifest has DynamicImport-"),
        header(
            "Require-Bundle", "io.ghostbridge.ledger", REQUIRE_BUNDLE, "the manifest has Require-"),
        header("Multi-Release", "true", MULTI_RELEASE, "the manifest has Multi-Release"),
        header(
            "Export-Package",
            "io.ghostbridge.api.names;version=\"1.0\"",
            EXPORT_RESERVED,
            "Export-Package has io.ghostbridge.api.names"),
        header("Export-Package", "org.slf4j", EXPORT_RESERVED, "Export-Package has org.slf4j"),
        header(
            "Import-Package",
            "org.osgi.framework.hooks.weaving",
            IMPORT_RESERVED,
            "Import-Package has org.osgi.framework.hooks.weaving"),
        header("Import-Package", "a;b=", HEADER_MALFORMED, "Import-Package: at character 5"),
        header("Import-Package", "a;v=\"1", HEADER_MALFORMED, "Import-Package: at character 7"),
        header("Import-Package", "a;v=1;v=2", HEADER_MALFORMED, "Import-Package: at character 10"),
        header(
            "Import-Package",
            "a,".repeat(1_001) + "a",
            HEADER_MALFORMED,
            "Import-Package: at character 2001 there are more than 1000 clauses"),
        header(
            "Bundle-Activator",
            "org.example.Gone",
            ACTIVATOR_MISSING,
            "entry 'org/example/Gone.class': Bundle-Activator names this class"),
        header("Bundle-Activator", "../x", ACTIVATOR_MISSING, "Bundle-Activator is '../x'"),
        header(
            "Bundle-ClassPath",
            "lib/gone.jar",
            PATH_MISSING,
            "entry 'lib/gone.jar': Bundle-ClassPath names this entry"),
        Hostile.of(
            "native code that it does not ask for",
            NATIVE_CODE_UNDECLARED,
            "entry 'libevil.so': the manifest has Bundle-NativeCode",
            HostileSignatures.signed(
                new TestPlugin()
                    .header("Bundle-NativeCode", "libevil.so;osname=Linux")
                    .entry("libevil.so", "elf"))));
  }

  private static List<Hostile> capabilities() {
    return List.of(
        asks("network;host=\"*.example.org", "Ghost-Capabilities: at character 28 a string"),
        asks("everything", "Ghost-Capabilities: it asks for 'everything'"),
        asks("network;host=\"a b\";port=\"443\"", "Ghost-Capabilities: network has host 'a b'"),
        asks("network;host=a", "Ghost-Capabilities: network does not say its port"),
        asks("network;host=a;port=\"9-8\"", "Ghost-Capabilities: network has port '9-8'"),
        asks("network;host=a;port=70000", "Ghost-Capabilities: network has port '70000'"),
        asks(
            "files;path=\"a/../../etc\";access=read",
            "Ghost-Capabilities: files has path 'a/../../etc'"),
        asks("files;path=\"/x\";access=all", "Ghost-Capabilities: files has access 'all'"),
        asks("key;role=node;also=operator", "Ghost-Capabilities: key has an attribute 'also'"),
        asks("service;interface:=x", "Ghost-Capabilities: service does not say its interface"),
        offers("osgi.ee;osgi.ee=JavaSE", OFFER_RESERVED, "Provide-Capability offers osgi.ee"),
        offers("ghost.zone", OFFER_MALFORMED, "Provide-Capability: ghost.zone does not say"),
        offers(
            "ghost.zone;zone=\"-bad-.example\"",
            OFFER_MALFORMED,
            "Provide-Capability: ghost.zone has zone '-bad-.example'"),
        offers(
            "ghost.rpc;service=\"a.B\";methods:List<String>=\"A,B c\"",
            OFFER_MALFORMED,
            "Provide-Capability: ghost.rpc has methods 'B c'"),
        offers(
            "ghost.x;n:Long=\"nine\"",
            OFFER_MALFORMED,
            "Provide-Capability: at character 22 'nine' is no Long"));
  }

  private static List<Hostile> contents() {
    return List.of(
        content("java/lang/Evil.class", CLASS, RESERVED_PACKAGE, "it is a class of package java"),
        content(
            "io/ghostbridge/api/names/NameSource.class",
            CLASS,
            RESERVED_PACKAGE,
            "it is a class of package io.ghostbridge.api.names"),
        content(
            "org/osgi/framework/Bundle.class",
            CLASS,
            RESERVED_PACKAGE,
            "it is a class of package org.osgi.framework"),
        content(
            "META-INF/versions/9/org/example/good/Good.class",
            CLASS,
            MULTI_RELEASE,
            "it is a part of a multi-release JAR"),
        content(
            "a/New.class",
            TestPlugin.classFile(70, 0),
            CLASS_TOO_NEW,
            "it is compiled for Java 26, and the runtime is Java 25"),
        content(
            "a/Preview.class",
            TestPlugin.classFile(69, 0xffff),
            CLASS_TOO_NEW,
            "it is compiled for Java 25 with preview features"),
        content("a/Text.class", "text".getBytes(UTF_8), NOT_A_CLASS, "it is named as a class"),
        content(
            "lib/x.jar!/java/util/Evil.class",
            TestPlugin.zip(Map.of("java/util/Evil.class", CLASS)),
            RESERVED_PACKAGE,
            "it is a class of package java.util"),
        content(
            "lib/x.jar!/META-INF/versions/11/java/util/Evil.class",
            TestPlugin.zip(Map.of("META-INF/versions/11/java/util/Evil.class", CLASS)),
            RESERVED_PACKAGE,
            "it is a class of package java.util"));
  }

  private static Hostile content(
      String entry, byte[] content, RefusalReason reason, String message) {
    int nested = entry.indexOf("!/");
    String outer = nested < 0 ? entry : entry.substring(0, nested);
    return Hostile.of(
        "an entry " + entry,
        reason,
        "entry '" + entry + "': " + message,
        HostileSignatures.signed(new TestPlugin().entry(outer, content)));
  }

  private static Hostile header(String name, String value, RefusalReason reason, String message) {
    return Hostile.of(
        name + ": " + (value.length() > 60 ? value.length() + " characters" : value),
        reason,
        message,
        HostileSignatures.signed(new TestPlugin().header(name, value)));
  }

  private static Hostile without(String name, RefusalReason reason, String message) {
    return Hostile.of(
        "no " + name, reason, message, HostileSignatures.signed(new TestPlugin().without(name)));
  }

  private static Hostile asks(String capabilities, String message) {
    return header("Ghost-Capabilities", capabilities, CAPABILITY_MALFORMED, message);
  }

  private static Hostile offers(String offers, RefusalReason reason, String message) {
    return header("Provide-Capability", offers, reason, message);
  }

  private static Hostile named(String fileName, String message) {
    return new Hostile(
        "a file named " + fileName,
        FILE_NAME_CONTRADICTS,
        "the file's name '" + fileName + "' " + message,
        HostileSignatures.signed(new TestPlugin()),
        fileName);
  }
}
