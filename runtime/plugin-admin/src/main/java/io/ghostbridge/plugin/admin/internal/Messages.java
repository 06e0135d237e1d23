package io.ghostbridge.plugin.admin.internal;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.api.plugin.PluginOffer;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginProgress;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginStatistics;
import io.ghostbridge.api.plugin.PluginVerification;
import io.ghostbridge.proto.admin.v1.PluginAction;
import io.ghostbridge.proto.admin.v1.PluginBreaker;
import io.ghostbridge.proto.admin.v1.PluginDependent;
import io.ghostbridge.proto.admin.v1.PluginMissing;
import io.ghostbridge.proto.admin.v1.PluginOfferKind;
import io.ghostbridge.proto.admin.v1.PluginOutcome;
import io.ghostbridge.proto.admin.v1.PluginPhase;
import io.ghostbridge.proto.admin.v1.PluginPhaseDuration;
import io.ghostbridge.proto.admin.v1.PluginProblem;
import io.ghostbridge.proto.admin.v1.PluginState;
import io.ghostbridge.proto.admin.v1.PluginWire;
import java.util.List;

/** The manager's data in their wire form. Names of enums differ by the wire's prefix only. */
final class Messages {
  private Messages() {}

  static io.ghostbridge.proto.admin.v1.PluginIdentity of(PluginIdentity identity) {
    return io.ghostbridge.proto.admin.v1.PluginIdentity.newBuilder()
        .setName(identity.name())
        .setVersion(identity.version())
        .setSha256(identity.sha256())
        .setPublisher(identity.publisher())
        .build();
  }

  static io.ghostbridge.proto.admin.v1.PluginOffer of(PluginOffer offer) {
    return io.ghostbridge.proto.admin.v1.PluginOffer.newBuilder()
        .setKind(PluginOfferKind.valueOf("PLUGIN_OFFER_KIND_" + offer.kind()))
        .setName(offer.name())
        .build();
  }

  private static List<io.ghostbridge.proto.admin.v1.PluginOffer> ofOffers(
      List<PluginOffer> offers) {
    return offers.stream().map(Messages::of).toList();
  }

  private static List<String> texts(List<PluginCapability> capabilities) {
    return capabilities.stream().map(PluginCapability::toString).toList();
  }

  /**
   * @param change as the client asked for it
   */
  static io.ghostbridge.proto.admin.v1.PluginPlan of(
      PluginPlan plan, io.ghostbridge.proto.admin.v1.PluginChange change) {
    var message =
        io.ghostbridge.proto.admin.v1.PluginPlan.newBuilder()
            .setId(plan.id())
            .setChange(change)
            .setAction(PluginAction.valueOf("PLUGIN_ACTION_" + plan.action()))
            .addAllRefreshed(plan.refreshed())
            .addAllRefreshedOthers(plan.refreshedOthers())
            .addAllGained(ofOffers(plan.gained()))
            .addAllLost(ofOffers(plan.lost()))
            .addAllRequested(texts(plan.requested()))
            .addAllUnapproved(texts(plan.unapproved()));
    plan.before().map(Messages::of).ifPresent(message::setBefore);
    plan.after().map(Messages::of).ifPresent(message::setAfter);
    for (PluginPlan.Wire wire : plan.wires()) {
      message.addWires(
          PluginWire.newBuilder().setRequirement(wire.requirement()).setProvider(wire.provider()));
    }
    for (PluginPlan.Dependent dependent : plan.dependents()) {
      message.addDependents(
          PluginDependent.newBuilder().setBundle(dependent.bundle()).setUses(dependent.uses()));
    }
    for (PluginPlan.Missing missing : plan.missing()) {
      message.addMissing(
          PluginMissing.newBuilder()
              .setRequirement(missing.requirement())
              .setRemedy(missing.remedy())
              .setMandatory(missing.mandatory()));
    }
    for (PluginPlan.Problem problem : plan.problems()) {
      message.addProblems(
          PluginProblem.newBuilder().setReason(problem.reason()).setText(problem.text()));
    }
    return message.build();
  }

  private static PluginPhase of(PluginProgress.Phase phase) {
    return PluginPhase.valueOf("PLUGIN_PHASE_" + phase);
  }

  static io.ghostbridge.proto.admin.v1.PluginProgress of(PluginProgress progress) {
    return io.ghostbridge.proto.admin.v1.PluginProgress.newBuilder()
        .setPhase(of(progress.phase()))
        .setText(progress.text())
        .build();
  }

  static io.ghostbridge.proto.admin.v1.PluginReport of(PluginReport report) {
    var message =
        io.ghostbridge.proto.admin.v1.PluginReport.newBuilder()
            .setPlanId(report.planId())
            .setAction(PluginAction.valueOf("PLUGIN_ACTION_" + report.action()))
            .setName(report.name())
            .setOutcome(PluginOutcome.valueOf("PLUGIN_OUTCOME_" + report.outcome()))
            .setReason(report.reason())
            .setWhy(report.why())
            .setAtMillis(report.at().toEpochMilli())
            .addAllResidue(report.residue());
    report.before().map(Messages::of).ifPresent(message::setBefore);
    report.after().map(Messages::of).ifPresent(message::setAfter);
    report
        .durationsMicros()
        .forEach(
            (phase, micros) ->
                message.addDurations(
                    PluginPhaseDuration.newBuilder().setPhase(of(phase)).setMicros(micros)));
    return message.build();
  }

  static io.ghostbridge.proto.admin.v1.PluginInfo of(PluginInfo info) {
    return io.ghostbridge.proto.admin.v1.PluginInfo.newBuilder()
        .setIdentity(of(info.identity()))
        .setState(PluginState.valueOf("PLUGIN_STATE_" + info.state()))
        .setWhy(info.why())
        .setEnabled(info.enabled())
        .addAllRequested(texts(info.requested()))
        .addAllApproved(texts(info.approved()))
        .addAllOffers(ofOffers(info.offers()))
        .setStatistics(of(info.statistics()))
        .build();
  }

  private static io.ghostbridge.proto.admin.v1.PluginStatistics of(PluginStatistics statistics) {
    return io.ghostbridge.proto.admin.v1.PluginStatistics.newBuilder()
        .setCalls(statistics.calls())
        .setErrors(statistics.errors())
        .setInFlight(statistics.inFlight())
        .setLatencyP50Micros(statistics.latencyP50Micros())
        .setLatencyP99Micros(statistics.latencyP99Micros())
        .setThreads(statistics.threads())
        .setCpuMicros(statistics.cpuMicros())
        .setBreaker(PluginBreaker.valueOf("PLUGIN_BREAKER_" + statistics.breaker()))
        .setRestarts(statistics.restarts())
        .build();
  }

  static io.ghostbridge.proto.admin.v1.PluginVerification of(PluginVerification verification) {
    return io.ghostbridge.proto.admin.v1.PluginVerification.newBuilder()
        .setIdentity(of(verification.identity()))
        .setIntact(verification.intact())
        .setReason(verification.reason())
        .setWhy(verification.why())
        .build();
  }
}
