package io.ghostbridge.plugin.verify.internal.content;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import io.ghostbridge.plugin.verify.internal.manifest.PluginManifest;
import io.ghostbridge.plugin.verify.internal.manifest.ReservedNames;
import io.ghostbridge.plugin.verify.internal.zip.ExpansionBudget;
import io.ghostbridge.plugin.verify.internal.zip.ZipArchive;
import io.ghostbridge.plugin.verify.internal.zip.ZipMember;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What the entries of a plugin may be. One archive, one thread. */
public final class PluginContent {
  private static final String CLASS = ".class";
  private static final String VERSIONS = "META-INF/versions/";
  private static final int ZIP_MAGIC = 0x504b0304;

  private final ExpansionBudget budget;

  /** Classes that the bundle can load by name, with slashes and {@code .class}. */
  private final Set<String> classes = new HashSet<>();

  /** Counts archives in the archive against {@code budget}. */
  public PluginContent(ExpansionBudget budget) {
    this.budget = budget;
  }

  /** Unpacks and checks every entry, and that what the manifest names is there. */
  public void check(ZipArchive archive, PluginManifest manifest) throws PackageRefusedException {
    for (ZipMember member : archive.members()) {
      if (member.name().startsWith(VERSIONS)) {
        throw new PackageRefusedException(
            RefusalReason.MULTI_RELEASE,
            member.name(),
            "it is a part of a multi-release JAR, by which entries replace other entries",
            "build the plugin for one Java release");
      }
      byte[] content = archive.content(member);
      boolean onClassPath = manifest.classPath().contains(member.name());
      if (isArchive(member, content) || (onClassPath && !member.isDirectory())) {
        checkNested(member, content, onClassPath);
      } else {
        checkClass(member.name(), member.name(), content);
        addClass(member.name(), content, manifest);
      }
    }
    checkReferences(archive, manifest);
  }

  /** By the names under which {@code Bundle-ClassPath} shows it. */
  private void addClass(String entry, byte[] content, PluginManifest manifest)
      throws PackageRefusedException {
    for (String path : manifest.classPath()) {
      String directory = path.endsWith("/") ? path : path + "/";
      if (path.equals(".")) {
        classes.add(entry);
      } else if (entry.startsWith(directory)) {
        String name = entry.substring(directory.length());
        checkClass(entry, name, content);
        classes.add(name);
      }
    }
  }

  private void checkNested(ZipMember outer, byte[] bytes, boolean onClassPath)
      throws PackageRefusedException {
    ZipArchive archive;
    try {
      archive = ZipArchive.read(bytes, budget);
      for (ZipMember member : archive.members()) {
        byte[] content = archive.content(member);
        if (isArchive(member, content)) {
          throw new PackageRefusedException(
              RefusalReason.NESTED_TOO_DEEP,
              member.name(),
              "it is an archive, in an archive, in the plugin",
              "pack libraries directly into the plugin");
        }
        checkClass(member.name(), withoutVersion(member.name()), content);
        if (onClassPath) {
          classes.add(member.name());
        }
      }
    } catch (PackageRefusedException e) {
      String entry = outer.name() + e.entry().map(name -> "!/" + name).orElse("");
      throw e.within(entry);
    }
  }

  /** {@code META-INF/versions/11/a/B.class} is the class {@code a.B}. */
  private static String withoutVersion(String name) {
    if (!name.startsWith(VERSIONS)) {
      return name;
    }
    int slash = name.indexOf('/', VERSIONS.length());
    return slash < 0 ? name : name.substring(slash + 1);
  }

  private static void checkClass(String entry, String name, byte[] content)
      throws PackageRefusedException {
    if (!name.endsWith(CLASS)) {
      return;
    }
    int slash = name.lastIndexOf('/');
    String packageName = slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    if (ReservedNames.content(packageName)) {
      throw new PackageRefusedException(
          RefusalReason.RESERVED_PACKAGE,
          entry,
          "it is a class of package " + packageName + ", which is the runtime's",
          "import the package and leave its classes out");
    }
    ClassFiles.check(entry, content);
  }

  private void checkReferences(ZipArchive archive, PluginManifest manifest)
      throws PackageRefusedException {
    for (String path : manifest.classPath()) {
      if (!path.equals(".") && !isThere(archive, path)) {
        throw missing("Bundle-ClassPath", path);
      }
    }
    for (String path : manifest.nativeCode()) {
      if (!isThere(archive, path)) {
        throw missing("Bundle-NativeCode", path);
      }
    }
    if (manifest.activator().isPresent()) {
      String entry = manifest.activator().get().replace('.', '/') + CLASS;
      if (!classes.contains(entry)) {
        throw new PackageRefusedException(
            RefusalReason.ACTIVATOR_MISSING,
            entry,
            "Bundle-Activator names this class and it is not in the plugin",
            "pack the class or leave the header out");
      }
    }
  }

  private static boolean isThere(ZipArchive archive, String path) {
    String directory = path.endsWith("/") ? path : path + "/";
    return archive.member(path).isPresent()
        || archive.members().stream().anyMatch(member -> member.name().startsWith(directory));
  }

  private static PackageRefusedException missing(String header, String path) {
    return new PackageRefusedException(
        RefusalReason.PATH_MISSING,
        path,
        header + " names this entry and it is not in the plugin",
        "pack the entry or leave it out of the header");
  }

  private static boolean isArchive(ZipMember member, byte[] content) {
    String name = member.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".jar")
        || name.endsWith(".zip")
        || (content.length >= 4 && ByteBuffer.wrap(content).getInt() == ZIP_MAGIC);
  }
}
