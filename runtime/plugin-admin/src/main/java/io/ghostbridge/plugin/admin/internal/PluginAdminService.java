package io.ghostbridge.plugin.admin.internal;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginManager;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.proto.admin.v1.ApplyRequest;
import io.ghostbridge.proto.admin.v1.ApplyResponse;
import io.ghostbridge.proto.admin.v1.ListPluginsRequest;
import io.ghostbridge.proto.admin.v1.ListPluginsResponse;
import io.ghostbridge.proto.admin.v1.PluginHistoryRequest;
import io.ghostbridge.proto.admin.v1.PluginHistoryResponse;
import io.ghostbridge.proto.admin.v1.PluginInfo;
import io.ghostbridge.proto.admin.v1.PluginInfoRequest;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc.PluginServiceImplBase;
import io.ghostbridge.proto.admin.v1.UploadRequest;
import io.ghostbridge.proto.admin.v1.UploadResponse;
import io.ghostbridge.proto.admin.v1.VerifyPluginsRequest;
import io.ghostbridge.proto.admin.v1.VerifyPluginsResponse;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Operators;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ghost.admin.v1.PluginService}: the manager, for operators. */
@Component(service = BindableService.class, configurationPid = "io.ghostbridge.plugin.admin")
@Designate(ocd = AdminConfig.class)
public final class PluginAdminService extends PluginServiceImplBase {
  private static final Logger log = LoggerFactory.getLogger(PluginAdminService.class);
  private static final int MEBIBYTE = 1 << 20;
  private static final int DEFAULT_HISTORY = 20;
  private static final int MAX_HISTORY = 1000;

  private final PluginManager manager;
  private final Uploads uploads;
  private final ShownPlans shown = new ShownPlans();

  /** A service in front of {@code manager}. */
  @Activate
  public PluginAdminService(@Reference PluginManager manager, AdminConfig config) {
    this.manager = manager;
    uploads =
        new Uploads(
            manager.incomingDirectory(),
            (long) config.maxUploadMegabytes() * MEBIBYTE,
            config.maxWaitingUploads());
    // Nobody waits for them any more.
    uploads.clear();
  }

  @Override
  public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> response) {
    Operators.require("Upload");
    return new UploadReceiver(uploads, response);
  }

  @Override
  public void plan(
      io.ghostbridge.proto.admin.v1.PluginChange request,
      StreamObserver<io.ghostbridge.proto.admin.v1.PluginPlan> response) {
    Operators.require("Plan");
    try {
      PluginPlan plan = manager.plan(change(request));
      shown.shown(plan);
      reply(response, Messages.of(plan, request));
    } catch (PluginException e) {
      throw Refusals.of(e);
    }
  }

  @Override
  public void apply(ApplyRequest request, StreamObserver<ApplyResponse> response) {
    Operators.require("Apply");
    PluginChange change = change(request.getChange());
    PluginApproval approval =
        new PluginApproval(
            capabilities(request.getApprovedCapabilitiesList()), request.getRefreshOthers());
    PluginReport report;
    try {
      PluginPlan plan = planned(change, request.getPlanId());
      log.info(
          "event=plugin_change_asked caller={} action={} plugin={}",
          CallContext.caller().name(),
          plan.action(),
          plan.name());
      report =
          manager.apply(
              plan,
              approval,
              progress ->
                  response.onNext(
                      ApplyResponse.newBuilder().setProgress(Messages.of(progress)).build()));
    } catch (PluginException e) {
      throw Refusals.of(e);
    }
    jar(change).forEach(uploads::discard);
    reply(response, ApplyResponse.newBuilder().setReport(Messages.of(report)).build());
  }

  private PluginPlan planned(PluginChange change, String id) throws PluginException {
    Optional<PluginPlan> remembered = shown.take(id, change);
    PluginPlan plan = remembered.isPresent() ? remembered.get() : manager.plan(change);
    if (!plan.id().equals(id)) {
      throw new PluginException(
          "STALE_PLAN",
          "what the change would do is not what the plan "
              + (id.isEmpty() ? "(none is given)" : "that was shown")
              + " says; plan it again");
    }
    return plan;
  }

  private PluginChange change(io.ghostbridge.proto.admin.v1.PluginChange request) {
    return switch (request.getChangeCase()) {
      case INSTALL_SHA256 -> new PluginChange.Install(uploads.find(request.getInstallSha256()));
      case UPDATE_SHA256 -> new PluginChange.Update(uploads.find(request.getUpdateSha256()));
      case REMOVE_NAME -> new PluginChange.Remove(request.getRemoveName());
      case ENABLE_NAME -> new PluginChange.Enable(request.getEnableName());
      case DISABLE_NAME -> new PluginChange.Disable(request.getDisableName());
      case CHANGE_NOT_SET ->
          throw Failures.of(
              Status.Code.INVALID_ARGUMENT,
              "NO_CHANGE",
              "no change is given; give the SHA-256 of an uploaded jar to install or update, or the"
                  + " name of a plugin to remove, enable or disable");
    };
  }

  private static List<Path> jar(PluginChange change) {
    return switch (change) {
      case PluginChange.Install install -> List.of(install.jar());
      case PluginChange.Update update -> List.of(update.jar());
      case PluginChange.Remove _, PluginChange.Enable _, PluginChange.Disable _ -> List.of();
    };
  }

  private static Set<PluginCapability> capabilities(List<String> texts) {
    Set<PluginCapability> capabilities = new LinkedHashSet<>();
    for (String text : texts) {
      try {
        capabilities.addAll(PluginCapability.parse(text));
      } catch (IllegalArgumentException e) {
        throw Failures.of(
            Status.Code.INVALID_ARGUMENT, "BAD_CAPABILITY", String.valueOf(e.getMessage()));
      }
    }
    return capabilities;
  }

  @Override
  public void list(ListPluginsRequest request, StreamObserver<ListPluginsResponse> response) {
    Operators.require("List");
    var answer = ListPluginsResponse.newBuilder();
    manager.list().forEach(plugin -> answer.addPlugins(Messages.of(plugin)));
    reply(response, answer.build());
  }

  @Override
  public void info(PluginInfoRequest request, StreamObserver<PluginInfo> response) {
    Operators.require("Info");
    try {
      reply(response, Messages.of(manager.info(request.getName())));
    } catch (PluginException e) {
      throw Refusals.of(e);
    }
  }

  @Override
  public void verify(VerifyPluginsRequest request, StreamObserver<VerifyPluginsResponse> response) {
    Operators.require("Verify");
    var answer = VerifyPluginsResponse.newBuilder();
    manager.verify().forEach(each -> answer.addPlugins(Messages.of(each)));
    reply(response, answer.build());
  }

  @Override
  public void history(
      PluginHistoryRequest request, StreamObserver<PluginHistoryResponse> response) {
    Operators.require("History");
    int limit = request.getLimit() == 0 ? DEFAULT_HISTORY : request.getLimit();
    if (limit < 0 || limit > MAX_HISTORY) {
      throw Failures.of(
          Status.Code.INVALID_ARGUMENT,
          "BAD_LIMIT",
          "limit is "
              + Integer.toUnsignedString(limit)
              + "; expected 1 to "
              + MAX_HISTORY
              + ", or 0 for "
              + DEFAULT_HISTORY);
    }
    var answer = PluginHistoryResponse.newBuilder();
    manager.history(limit).forEach(each -> answer.addReports(Messages.of(each)));
    reply(response, answer.build());
  }

  private static <T> void reply(StreamObserver<T> response, T message) {
    response.onNext(message);
    response.onCompleted();
  }
}
