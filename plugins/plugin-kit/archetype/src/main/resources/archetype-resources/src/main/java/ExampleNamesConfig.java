package ${package};

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What operators write into config/plugins/${package}.cfg. */
@ObjectClassDefinition(id = "${package}", name = "Example names")
@interface ExampleNamesConfig {
  @AttributeDefinition(description = "The zone that is answered for")
  String zone() default "example.test";

  @AttributeDefinition(description = "The IPv4 address of hello in the zone")
  String address() default "192.0.2.1";

  @AttributeDefinition(
      description = "Seconds for which answers may be kept",
      min = "0",
      max = "86400")
  int ttlSeconds() default 60;
}
