package io.ghostbridge.plugin.operator.text;

import io.ghostbridge.proto.admin.v1.PluginAction;
import io.ghostbridge.proto.admin.v1.PluginIdentity;
import io.ghostbridge.proto.admin.v1.PluginPlan;
import io.ghostbridge.proto.admin.v1.PluginWire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A plan as an operator reads it before saying yes. */
public final class PlanText {
  private PlanText() {}

  /** What the plan comes to in one line: {@code update org.example.hosts 1.0.0 -> 1.1.0}. */
  public static String headline(PluginPlan plan) {
    String action = Words.of(plan.getAction(), "PLUGIN_ACTION_");
    if (plan.hasBefore() && plan.hasAfter()) {
      String from = plan.getBefore().getVersion();
      String to = plan.getAfter().getVersion();
      boolean same = plan.getBefore().getSha256().equals(plan.getAfter().getSha256());
      String change = same ? from : from + " -> " + to;
      return Lines.clean(action + " " + plan.getBefore().getName() + " " + change);
    }
    PluginIdentity one = plan.hasAfter() ? plan.getAfter() : plan.getBefore();
    return Lines.clean(action + " " + Words.of(one));
  }

  /** The whole plan: the headline, then what there is to say about each matter. */
  public static List<String> lines(PluginPlan plan) {
    Lines lines = new Lines().plain(headline(plan));
    if (plan.hasAfter()) {
      lines.field("sha256", plan.getAfter().getSha256());
      lines.field("publisher", publisher(plan));
    }
    lines.each("resolves", wires(plan));
    lines.each(
        "missing",
        plan.getMissingList().stream()
            .map(
                missing ->
                    missing.getRequirement()
                        + (missing.getMandatory() ? "; " : " (optional); ")
                        + missing.getRemedy())
            .toList());
    List<String> refreshed = restarts(plan);
    boolean stops = stops(plan) && !refreshed.isEmpty();
    lines.each("stops", stops ? refreshed.subList(0, 1) : List.of());
    lines.each("restarts", stops ? refreshed.subList(1, refreshed.size()) : refreshed);
    lines.each("comes", Words.ofOffers(plan.getGainedList()));
    lines.each("goes", Words.ofOffers(plan.getLostList()));
    lines.each(
        "used by",
        plan.getDependentsList().stream()
            .map(dependent -> dependent.getBundle() + " uses " + dependent.getUses())
            .toList());
    lines.each("asks for", requests(plan));
    lines.each(
        "refused", plan.getProblemsList().stream().map(problem -> problem.getText()).toList());
    return lines.toList();
  }

  private static String publisher(PluginPlan plan) {
    String now = Words.publisher(plan.getAfter());
    boolean takesOver =
        plan.getUnapprovedList().stream()
            .anyMatch(
                each -> each.startsWith(io.ghostbridge.api.plugin.PluginPlan.PUBLISHER + ";"));
    if (!plan.hasBefore() || !takesOver) {
      return now;
    }
    String before = Words.publisher(plan.getBefore());
    return now
        + (before.equals(now)
            ? "  (another of that name: another key vouches for it)"
            : "  (another; before: " + before + ")");
  }

  /** Java's own packages are always there: how many is enough. */
  private static List<String> wires(PluginPlan plan) {
    List<String> texts = new ArrayList<>();
    int java = 0;
    for (PluginWire wire : plan.getWiresList()) {
      if (wire.getRequirement().startsWith("package java.")) {
        java++;
      } else {
        texts.add(wire.getRequirement() + "  by  " + wire.getProvider());
      }
    }
    if (java > 0) {
      texts.add(java == 1 ? "one package of Java" : java + " packages of Java");
    }
    return texts;
  }

  private static boolean stops(PluginPlan plan) {
    return plan.getAction() == PluginAction.PLUGIN_ACTION_REMOVE
        || plan.getAction() == PluginAction.PLUGIN_ACTION_DISABLE;
  }

  private static List<String> restarts(PluginPlan plan) {
    Set<String> others = new HashSet<>(plan.getRefreshedOthersList());
    List<String> texts = new ArrayList<>();
    for (String bundle : plan.getRefreshedList()) {
      texts.add(others.contains(bundle) ? bundle + " (needs --refresh-others)" : bundle);
    }
    return texts;
  }

  private static List<String> requests(PluginPlan plan) {
    Set<String> unapproved = new HashSet<>(plan.getUnapprovedList());
    return plan.getRequestedList().stream()
        .map(request -> request + (unapproved.contains(request) ? "  (new)" : "  (approved)"))
        .toList();
  }
}
