package io.ghostbridge.plugin.operator.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledJarsTest {
  private static final long SETTLE = 1000;

  @TempDir Path directory = Path.of("");
  private final AtomicLong now = new AtomicLong(1);
  private SettledJars jars = new SettledJars(directory, SETTLE, now::get);
  private Path file = directory;

  @BeforeEach
  void begin() {
    jars = new SettledJars(directory, SETTLE, now::get);
    file = directory.resolve("a.jar");
  }

  private static byte[] zip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("entry"));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private SettledJars.Look after(long nanos) throws IOException {
    now.addAndGet(nanos);
    return jars.look();
  }

  @Test
  void aJarIsToldWhenItHasNotChangedForAWhile() throws Exception {
    Files.write(file, zip("1"));
    assertThat(after(0).settled()).isEmpty();
    assertThat(after(SETTLE - 1).settled()).isEmpty();
    assertThat(jars.nextNanos()).hasValue(1);
    assertThat(after(1).settled()).containsOnlyKeys("a.jar");
    assertThat(jars.nextNanos()).isEmpty();
  }

  @Test
  void aChangeBeginsTheWaitAnew() throws Exception {
    Files.write(file, zip("1"));
    assertThat(after(0).settled()).isEmpty();
    Files.write(file, zip("something longer"));
    assertThat(after(SETTLE).settled()).isEmpty();
    assertThat(after(SETTLE).settled()).containsOnlyKeys("a.jar");
  }

  @Test
  void aFileThatIsRenamedIntoPlaceIsAnotherFile() throws Exception {
    Files.write(file, zip("1"));
    assertThat(after(0).settled()).isEmpty();
    FileMark before = after(SETTLE).settled().get("a.jar");
    Path other = directory.resolve("a.part");
    Files.write(other, zip("1"));
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(after(1).settled()).isEmpty();
    assertThat(after(SETTLE).settled()).hasSize(1).doesNotContainValue(before);
  }

  @Test
  void noBeginningOfAJarIsTakenForTheWhole() throws Exception {
    byte[] whole = zip("some content that is not short");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      jars.look();
      SettledJars.Look look = after(SETTLE);
      assertThat(look.settled()).as(length + " of " + whole.length + " bytes").isEmpty();
      assertThat(look.incomplete()).containsOnlyKeys("a.jar");
    }
    // Space reserved beforehand, not yet filled to the end.
    byte[] reserved = whole.clone();
    Arrays.fill(reserved, whole.length / 2, whole.length, (byte) 0);
    Files.write(file, reserved);
    jars.look();
    assertThat(after(SETTLE).settled()).isEmpty();
    Files.write(file, whole);
    jars.look();
    assertThat(after(SETTLE).settled()).containsOnlyKeys("a.jar");
  }

  @Test
  void aFileIsGoneOnceWhenItHasBeenAwayForAWhile() throws Exception {
    Files.write(file, zip("1"));
    jars.look();
    Files.delete(file);
    assertThat(after(SETTLE).gone()).isEmpty();
    assertThat(after(SETTLE).gone()).containsExactly("a.jar");
    assertThat(after(SETTLE).gone()).isEmpty();
  }

  @Test
  void aFileThatComesBackInTimeIsNotGone() throws Exception {
    jars.expect("a.jar");
    jars.look();
    now.addAndGet(SETTLE / 2);
    Files.write(file, zip("1"));
    assertThat(after(SETTLE).gone()).isEmpty();
    assertThat(after(SETTLE).settled()).containsOnlyKeys("a.jar");
  }

  @Test
  void whatWasThereBeforeTheFirstLookIsMissed() throws Exception {
    jars.expect("a.jar");
    assertThat(after(SETTLE).gone()).containsExactly("a.jar");
  }

  @Test
  void whatIsNoJarIsLeftAlone() throws Exception {
    Files.write(directory.resolve(".a.jar"), zip("1"));
    Files.write(directory.resolve("a.jar.refused"), zip("1"));
    Files.createDirectory(directory.resolve("b.jar"));
    jars.look();
    SettledJars.Look look = after(SETTLE);
    assertThat(look.settled()).isEmpty();
    assertThat(look.incomplete()).isEmpty();
  }

  @Test
  void aDirectoryThatIsNotThereSaysNothingOfItsFiles() throws Exception {
    Files.write(file, zip("1"));
    jars.look();
    Files.delete(file);
    Files.delete(directory);
    assertThatThrownBy(jars::look).isInstanceOf(NoSuchFileException.class);
    Files.createDirectory(directory);
    Files.write(file, zip("1"));
    assertThat(after(SETTLE).gone()).isEmpty();
  }
}
