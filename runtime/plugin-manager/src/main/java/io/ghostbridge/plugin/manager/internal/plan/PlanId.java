package io.ghostbridge.plugin.manager.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostbridge.api.plugin.PluginPlan;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The digest of what a plan would do, so that what was shown is what is done. */
final class PlanId {
  private PlanId() {}

  /** {@code plan} with its id. Who uses services at this moment is no part of it. */
  static PluginPlan identify(PluginPlan plan) {
    MessageDigest digest = sha256();
    add(digest, plan.action());
    add(digest, plan.before());
    add(digest, plan.after());
    List.of(
            plan.wires(),
            plan.refreshed(),
            plan.refreshedOthers(),
            plan.gained(),
            plan.lost(),
            plan.missing(),
            plan.requested(),
            plan.unapproved(),
            plan.problems())
        .forEach(
            list -> {
              digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, list.size()));
              list.forEach(each -> add(digest, each));
            });
    return new PluginPlan(
        HexFormat.of().formatHex(digest.digest()),
        plan.change(),
        plan.action(),
        plan.before(),
        plan.after(),
        plan.wires(),
        plan.refreshed(),
        plan.refreshedOthers(),
        plan.gained(),
        plan.lost(),
        plan.dependents(),
        plan.missing(),
        plan.requested(),
        plan.unapproved(),
        plan.problems());
  }

  /** The text of a record or enum is its whole content. */
  private static void add(MessageDigest digest, Object part) {
    Object value = part instanceof Optional<?> optional ? optional.map(Object::toString) : part;
    byte[] text = String.valueOf(value).getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length));
    digest.update(text);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
