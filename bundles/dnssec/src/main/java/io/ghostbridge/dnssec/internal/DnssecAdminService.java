package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.proto.admin.v1.DnssecKey;
import io.ghostbridge.proto.admin.v1.DnssecRollRequest;
import io.ghostbridge.proto.admin.v1.DnssecServiceGrpc.DnssecServiceImplBase;
import io.ghostbridge.proto.admin.v1.DnssecStatusRequest;
import io.ghostbridge.proto.admin.v1.DnssecStatusResponse;
import io.ghostbridge.proto.admin.v1.DnssecZone;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Operators;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ghost.admin.v1.DnssecService}. */
@Component(service = BindableService.class)
public final class DnssecAdminService extends DnssecServiceImplBase {
  private static final Logger log = LoggerFactory.getLogger(DnssecAdminService.class);

  private final DnssecSigner signer;

  /** A service in front of {@code signer}. */
  @Activate
  public DnssecAdminService(@Reference DnssecSigner signer) {
    this.signer = signer;
  }

  @Override
  public void status(DnssecStatusRequest request, StreamObserver<DnssecStatusResponse> response) {
    Operators.require("Status");
    var answer = DnssecStatusResponse.newBuilder();
    signer.zones().forEach((name, zone) -> answer.addZones(describe(name, zone)));
    response.onNext(answer.build());
    response.onCompleted();
  }

  @Override
  public void roll(DnssecRollRequest request, StreamObserver<DnssecZone> response) {
    Operators.require("Roll");
    ManagedZone zone = signer.zones().get(request.getZone());
    if (zone == null) {
      throw Failures.of(
          Status.Code.NOT_FOUND,
          "ZONE_NOT_SIGNED",
          "the zone "
              + Failures.quote(request.getZone())
              + " is not signed here; signed are "
              + signer.zones().keySet()
              + " (zones of io.ghostbridge.dnssec)");
    }
    try {
      take(zone, request.getStep());
    } catch (IllegalStateException e) {
      throw Failures.of(Status.Code.FAILED_PRECONDITION, "ROLLOVER_NOT_NOW", e);
    } catch (IOException e) {
      log.error("event=dnssec.key_write_failed zone={}", request.getZone(), e);
      throw Failures.of(
          Status.Code.INTERNAL,
          "KEYS_NOT_WRITTEN",
          "the key files could not be written and nothing changed; see the node's log");
    }
    log.info(
        "event=dnssec.roll caller={} zone={} step={}",
        CallContext.caller().name(),
        request.getZone(),
        request.getStep());
    signer.changed();
    response.onNext(describe(request.getZone(), zone));
    response.onCompleted();
  }

  private static void take(ManagedZone zone, DnssecRollRequest.Step step) throws IOException {
    switch (step) {
      case STEP_ZSK -> zone.roll(KeyRole.ZSK);
      case STEP_KSK -> zone.roll(KeyRole.KSK);
      case STEP_DS_PUBLISHED -> zone.dsPublished();
      case STEP_UNSPECIFIED, UNRECOGNIZED ->
          throw Failures.invalid(
              "NO_STEP", "step is not set: expected STEP_ZSK, STEP_KSK or STEP_DS_PUBLISHED");
    }
  }

  private DnssecZone describe(String name, ManagedZone zone) {
    var answer = DnssecZone.newBuilder().setZone(name);
    KeySet keys = zone.current();
    if (keys != null) {
      answer.addAllDs(KeyText.ds(name, keys)).addAllTrustAnchors(KeyText.trustAnchors(name, keys));
    }
    for (KeyEntry each : zone.list()) {
      answer.addKeys(
          DnssecKey.newBuilder()
              .setTag(each.tag())
              .setRole(each.role().text())
              .setAlgorithm(each.algorithm().scheme())
              .setState(each.state().text())
              .setSince(each.since().getEpochSecond())
              .setDue(signer.rollover().due(each).map(Instant::getEpochSecond).orElse(0L)));
    }
    return answer.build();
  }
}
