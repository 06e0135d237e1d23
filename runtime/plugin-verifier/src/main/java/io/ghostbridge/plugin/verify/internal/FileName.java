package io.ghostbridge.plugin.verify.internal;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * What a file's name tells: {@code <name>-<version>.jar}. A name with a dot in it must be the
 * symbolic name, one without may be any, such as a Maven artifact's; a version must be the
 * bundle's.
 */
public final class FileName {
  private static final Pattern STORED = Pattern.compile("[0-9a-f]{64}\\.jar");
  private static final Pattern NAMED =
      Pattern.compile(
          "(.{1,200}?)(?:[-_](\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?([-._].*)?)?\\.jar");

  private FileName() {}

  /** Refuses a name that tells another plugin or version. */
  public static void check(String fileName, String symbolicName, Version version)
      throws PackageRefusedException {
    if (STORED.matcher(fileName).matches()) {
      return;
    }
    Matcher matcher = NAMED.matcher(fileName);
    if (!matcher.matches()) {
      throw contradicts(fileName, "is not a name of a JAR", symbolicName, version);
    }
    String name = matcher.group(1);
    if (name.contains(".") && !name.equals(symbolicName)) {
      throw contradicts(fileName, "names '" + name + "'", symbolicName, version);
    }
    if (matcher.group(2) != null) {
      Version told =
          new Version(number(matcher.group(2)), number(matcher.group(3)), number(matcher.group(4)));
      Version numbers = new Version(version.getMajor(), version.getMinor(), version.getMicro());
      if (!told.equals(numbers)) {
        throw contradicts(fileName, "names version " + told, symbolicName, version);
      }
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static PackageRefusedException contradicts(
      String fileName, String problem, String symbolicName, Version version) {
    return new PackageRefusedException(
        RefusalReason.FILE_NAME_CONTRADICTS,
        null,
        "the file's name "
            + Printable.quoted(fileName)
            + " "
            + problem
            + ", the manifest is of "
            + symbolicName
            + " "
            + version,
        "rename it to " + symbolicName + "-" + version + ".jar if that is the plugin you want");
  }
}
