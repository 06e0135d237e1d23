#if(${kind} == "name-source")
package ${package};

import io.ghostbridge.plugin.conformance.NameSourceConformance;
import io.ghostbridge.plugin.conformance.PluginUnderTest;
import java.util.Set;

/** What every source of names must do, tried on the signed jar inside a container. */
@PluginUnderTest(configuration = "zone = conformance.test")
class ExampleConformanceTest extends NameSourceConformance {
  @Override
  protected Set<String> names() {
    return Set.of("hello.conformance.test", "text.conformance.test");
  }
}
#else
package ${package};

import io.ghostbridge.plugin.conformance.DigestConformance;

/** What every digest must do, tried on the signed jar inside a container. */
class ExampleConformanceTest extends DigestConformance {}
#end
