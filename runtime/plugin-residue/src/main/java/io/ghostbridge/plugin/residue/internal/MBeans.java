package io.ghostbridge.plugin.residue.internal;

import io.ghostbridge.plugin.residue.ResidueItem;
import io.ghostbridge.plugin.residue.ResidueKind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The platform's MBean server. */
public final class MBeans {
  private MBeans() {}

  static boolean isRegistered(String name) {
    try {
      return ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName(name));
    } catch (MalformedObjectNameException e) {
      return false;
    }
  }

  /** Those whose class a loader defined. */
  public static List<ResidueItem> of(Predicate<ClassLoader> loader) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    List<ResidueItem> items = new ArrayList<>();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        ClassLoader defining = server.getClassLoaderFor(name);
        if (defining != null && loader.test(defining)) {
          items.add(
              new ResidueItem(
                  ResidueKind.MBEAN,
                  name.getCanonicalName(),
                  "its class is one of the plugin",
                  List.of()));
        }
      } catch (InstanceNotFoundException e) {
        // Unregistered meanwhile.
      }
    }
    return items;
  }
}
