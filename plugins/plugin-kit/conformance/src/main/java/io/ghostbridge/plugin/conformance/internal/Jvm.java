package io.ghostbridge.plugin.conformance.internal;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** How the tests' Java runtime was started. */
public final class Jvm {
  private static final String OPTION = "SoftRefLRUPolicyMSPerMB";

  private Jvm() {}

  /**
   * What to do before a class loader that is still referenced is taken for a leak; may be empty.
   */
  public static String hintOnSoftReferences() {
    var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (bean == null || bean.getVMOption(OPTION).getValue().equals("0")) {
      return "";
    }
    return "\n  (soft references of the platform keep classes until memory is short: run the tests"
        + " with -XX:"
        + OPTION
        + "=0)";
  }
}
