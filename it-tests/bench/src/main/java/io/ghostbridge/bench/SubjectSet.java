package io.ghostbridge.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.ghostbridge.bench.subject.Subject;
import java.util.ArrayList;
import java.util.List;

/** The subjects that run side by side, stopped together. */
final class SubjectSet implements AutoCloseable {
  private final List<Subject> subjects = new ArrayList<>();

  /** Adds a running subject. */
  @CanIgnoreReturnValue
  <S extends Subject> S add(S subject) {
    subjects.add(subject);
    Progress.say("%s serves at 127.0.0.1:%d", subject.name(), subject.port());
    return subject;
  }

  /** All of them, in the order in which they were added. */
  List<Subject> all() {
    return List.copyOf(subjects);
  }

  @Override
  public void close() {
    subjects.reversed().forEach(Subject::close);
  }
}
