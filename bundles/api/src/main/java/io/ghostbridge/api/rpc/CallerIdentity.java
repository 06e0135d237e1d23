package io.ghostbridge.api.rpc;

/**
 * Who makes a call, as the transport established it.
 *
 * @param name the subject of the verified client certificate, {@code local:<uid>} for the
 *     operator's Unix domain socket, or {@code anonymous}
 * @param operator whether the caller may make an operator's calls; true only for the Unix domain
 *     socket and for certificates whose subject the configuration names
 */
public record CallerIdentity(String name, boolean operator) {
  /** A caller of whom nothing is known. */
  public static final CallerIdentity ANONYMOUS = new CallerIdentity("anonymous", false);
}
