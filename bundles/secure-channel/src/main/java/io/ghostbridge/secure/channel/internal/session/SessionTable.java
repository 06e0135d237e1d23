package io.ghostbridge.secure.channel.internal.session;

import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.RefusedException;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions, bounded per client and in all. Looking one up takes no lock and leaves nothing
 * behind, whatever is asked for.
 *
 * <p>A client at its bound loses its least recently used session without streams. New sessions are
 * on probation: of those the oldest makes room, so that handshakes that nobody goes on with cost a
 * bounded number of entries and push out nobody else.
 */
public final class SessionTable implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);

  private final SessionLimits limits;
  private final SessionClock clock;
  private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, Set<Session>> byClient = new HashMap<>();
  private final Set<Session> onProbation = new LinkedHashSet<>();
  private boolean closed;

  public SessionTable(SessionLimits limits, SessionClock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** The session of this id, if there is one. */
  public @Nullable Session find(SessionId id) {
    return sessions.get(id);
  }

  /**
   * Adds a session, which is on probation.
   *
   * @throws RefusedException if there is no room
   */
  public void add(Session session) throws RefusedException {
    List<Session> displaced = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        throw new RefusedException(Refusal.SESSION_EXPIRED);
      }
      Set<Session> mine = byClient.getOrDefault(session.client().name(), Set.of());
      if (mine.size() >= limits.maxSessionsPerClient()) {
        displaced.add(leastUsed(mine));
      }
      if (onProbation.size() >= limits.maxOnProbation()) {
        displaced.add(onProbation.iterator().next());
      }
      if (sessions.size() >= limits.maxSessions() && displaced.isEmpty()) {
        if (onProbation.isEmpty()) {
          throw new RefusedException(Refusal.TOO_MANY_SESSIONS);
        }
        displaced.add(onProbation.iterator().next());
      }
      displaced.forEach(this::forget);
      sessions.put(session.id(), session);
      byClient.computeIfAbsent(session.client().name(), name -> new LinkedHashSet<>()).add(session);
      onProbation.add(session);
    }
    displaced.forEach(one -> end(one, "displaced"));
    LOG.debug("event=session_opened session={} client={}", session.id(), session.client().name());
  }

  private static Session leastUsed(Collection<Session> candidates) throws RefusedException {
    return candidates.stream()
        .filter(session -> session.streams() == 0)
        .min(Comparator.comparingLong(Session::usedNanos))
        .orElseThrow(() -> new RefusedException(Refusal.TOO_MANY_SESSIONS));
  }

  /** An authentic call was made in {@code session}: its probation ends. */
  public void confirm(Session session) {
    if (!session.isConfirmed()) {
      synchronized (this) {
        session.confirm();
        onProbation.remove(session);
      }
    }
  }

  /** Ends those whose time is up, and lets go of keys that are not needed any more. */
  public void sweep() {
    long now = clock.nanos();
    for (Session session : sessions.values()) {
      if (session.isOver(now)) {
        end(session, "expired");
      } else {
        session.retire(now);
      }
    }
  }

  /** Ends {@code session}, if it is still there, and its streams. */
  public void end(Session session, String why) {
    synchronized (this) {
      forget(session);
    }
    session.close();
    LOG.debug("event=session_ended session={} reason={}", session.id(), why);
  }

  private void forget(Session session) {
    sessions.remove(session.id(), session);
    onProbation.remove(session);
    Set<Session> mine = byClient.get(session.client().name());
    if (mine != null && mine.remove(session) && mine.isEmpty()) {
      byClient.remove(session.client().name());
    }
  }

  /** Those there are, in no order. */
  public Collection<Session> all() {
    return List.copyOf(sessions.values());
  }

  public int size() {
    return sessions.size();
  }

  /** Ends all; none is added any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    all().forEach(session -> end(session, "stopping"));
  }
}
