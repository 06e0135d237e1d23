package io.ghostbridge.plugin.verify;

import io.ghostbridge.plugin.verify.internal.Printable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file is not accepted as a plugin. The message is one line of printable characters: what is
 * wrong, and what to do.
 */
public final class PackageRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;
  private final @Nullable String entry;
  private final String problem;
  private final String remedy;

  /**
   * @param entry the entry of the archive that is at fault, or null
   * @param problem what is wrong; unprintable characters are escaped
   * @param remedy what to do
   */
  public PackageRefusedException(
      RefusalReason reason, @Nullable String entry, String problem, String remedy) {
    this(reason, entry, problem, remedy, null);
  }

  /** As the other, with what was found first. */
  public PackageRefusedException(
      RefusalReason reason,
      @Nullable String entry,
      String problem,
      String remedy,
      @Nullable Throwable cause) {
    super(
        (entry == null ? "" : "entry " + Printable.quoted(entry) + ": ")
            + Printable.line(problem)
            + "; "
            + Printable.line(remedy),
        cause);
    this.reason = reason;
    this.entry = entry == null ? null : Printable.line(entry);
    this.problem = problem;
    this.remedy = remedy;
  }

  /** The same of another entry: the archive in which it was found. */
  public PackageRefusedException within(String outerEntry) {
    return new PackageRefusedException(reason, outerEntry, problem, remedy, this);
  }

  /** The reason, for programs. */
  public RefusalReason reason() {
    return reason;
  }

  /** The entry of the archive that is at fault, with unprintable characters escaped. */
  public Optional<String> entry() {
    return Optional.ofNullable(entry);
  }

  /** The message; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
