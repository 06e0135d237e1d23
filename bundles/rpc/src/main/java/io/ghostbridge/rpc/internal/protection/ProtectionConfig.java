package io.ghostbridge.rpc.internal.protection;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code config/io.ghostbridge.rpc.protection.cfg}. */
@ObjectClassDefinition(name = "Which calls must come through the secure channel")
public @interface ProtectionConfig {
  @AttributeDefinition(
      description = "What every method asks of its calls",
      options = {
        @Option(label = "off", value = "off"),
        @Option(label = "optional", value = "optional"),
        @Option(label = "required", value = "required"),
        @Option(label = "encrypted", value = "encrypted")
      })
  String policy() default "optional";

  @AttributeDefinition(
      description =
          "What single methods or services ask, such as ghost.wallet.v1.WalletService/*=encrypted,"
              + " separated by commas")
  String methodPolicies() default "grpc.health.v1.Health/*=optional";
}
