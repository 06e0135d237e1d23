package io.ghostbridge.plugin.verify.internal.content;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.nio.ByteBuffer;

/** The head of a class file (JVMS 4.1). */
final class ClassFiles {
  private static final int MAGIC = 0xcafebabe;
  private static final int HEAD_BYTES = 8;
  private static final int JAVA_25 = 69;
  private static final int JAVA_OF_MAJOR = 44;
  private static final int PREVIEW = 0xffff;

  private ClassFiles() {}

  static void check(String entry, byte[] content) throws PackageRefusedException {
    ByteBuffer head = ByteBuffer.wrap(content);
    if (content.length < HEAD_BYTES || head.getInt() != MAGIC) {
      throw new PackageRefusedException(
          RefusalReason.NOT_A_CLASS,
          entry,
          "it is named as a class and is no class file",
          "leave it out or rename it");
    }
    int minor = Short.toUnsignedInt(head.getShort());
    int major = Short.toUnsignedInt(head.getShort());
    if (major > JAVA_25 || minor == PREVIEW) {
      throw new PackageRefusedException(
          RefusalReason.CLASS_TOO_NEW,
          entry,
          "it is compiled for Java "
              + (major - JAVA_OF_MAJOR)
              + (minor == PREVIEW ? " with preview features" : "")
              + ", and the runtime is Java 25",
          "compile the plugin with --release 25 or less");
    }
  }
}
