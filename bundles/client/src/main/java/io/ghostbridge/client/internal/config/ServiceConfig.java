package io.ghostbridge.client.internal.config;

import io.ghostbridge.client.HedgingPolicy;
import io.ghostbridge.client.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service configuration of a channel (gRFC A2, A6 and A17), as grpc-java takes it. */
public final class ServiceConfig {
  /** CANCELLED by a node: it ended the streams of a connection that it closed. */
  private static final List<String> AGAIN = List.of("UNAVAILABLE", "CANCELLED");

  private ServiceConfig() {}

  /**
   * Calls with one request and one answer are not tried again by it, but above it.
   *
   * @param policy the name of the load balancing policy
   * @param healthService the service whose health is watched, empty for the whole node; null: none
   * @param retries of calls that are answered by a stream; null: nothing is tried again but what
   *     never reached a node
   */
  public static Map<String, Object> of(
      String policy,
      @Nullable String healthService,
      RepeatableMethods methods,
      @Nullable RetryPolicy retries,
      @Nullable HedgingPolicy hedging) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("loadBalancingConfig", List.of(Map.of(policy, Map.of())));
    if (healthService != null) {
      config.put("healthCheckConfig", Map.of("serviceName", healthService));
    }
    if (retries != null) {
      config.put(
          "retryThrottling",
          Map.of("maxTokens", (double) retries.budget(), "tokenRatio", retries.refill() / 1000.0));
    }
    List<Map<String, Object>> configured = new ArrayList<>();
    if (!methods.unary().isEmpty()) {
      configured.add(method(methods.unary(), again(null, hedging)));
    }
    if (!methods.streaming().isEmpty()) {
      configured.add(method(methods.streaming(), again(retries, null)));
    }
    config.put("methodConfig", configured);
    return config;
  }

  private static Map<String, Object> method(List<String> names, Map<String, Object> again) {
    Map<String, Object> method = new LinkedHashMap<>(again);
    method.put("name", names.stream().map(ServiceConfig::name).toList());
    // They wait for an endpoint, until their deadline, instead of failing while a node restarts.
    method.put("waitForReady", true);
    return method;
  }

  private static Map<String, String> name(String fullName) {
    int slash = fullName.lastIndexOf('/');
    return Map.of("service", fullName.substring(0, slash), "method", fullName.substring(slash + 1));
  }

  private static Map<String, Object> again(
      @Nullable RetryPolicy retries, @Nullable HedgingPolicy hedging) {
    if (hedging != null) {
      return Map.of(
          "hedgingPolicy",
          Map.of(
              "maxAttempts",
              (double) hedging.attempts(),
              "hedgingDelay",
              text(hedging.delay()),
              "nonFatalStatusCodes",
              AGAIN));
    }
    if (retries == null || retries.attempts() == 1) {
      return Map.of();
    }
    return Map.of(
        "retryPolicy",
        Map.of(
            "maxAttempts",
            (double) retries.attempts(),
            "initialBackoff",
            text(retries.firstPause()),
            "maxBackoff",
            text(retries.longestPause()),
            "backoffMultiplier",
            2.0,
            "retryableStatusCodes",
            AGAIN));
  }

  private static String text(Duration duration) {
    return String.format(Locale.ROOT, "%d.%09ds", duration.getSeconds(), duration.getNano());
  }
}
