package io.ghostbridge.tls;

import io.ghostbridge.api.rpc.CallerIdentity;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/** Which client certificates are an operator's: those whose subject the configuration names. */
public final class OperatorSubjects {
  private final Set<X500Principal> subjects = new HashSet<>();

  /**
   * Reads distinguished names.
   *
   * @throws IllegalArgumentException if one is no distinguished name of RFC 2253
   */
  public OperatorSubjects(Collection<String> names) {
    for (String name : names) {
      try {
        subjects.add(new X500Principal(name));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "operatorSubjects has '"
                + name
                + "', expected a distinguished name such as CN=alice,O=Example",
            e);
      }
    }
  }

  /** Who made a TLS session; anonymous if no certificate was shown. */
  public CallerIdentity identify(SSLSession session) {
    try {
      if (session.getPeerPrincipal() instanceof X500Principal subject) {
        return new CallerIdentity(subject.getName(), subjects.contains(subject));
      }
      return CallerIdentity.ANONYMOUS;
    } catch (SSLPeerUnverifiedException e) {
      return CallerIdentity.ANONYMOUS;
    }
  }
}
