package io.ghostbridge.tls.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code config/io.ghostbridge.tls.cfg}. */
@ObjectClassDefinition(name = "Certificates of encrypted listeners")
public @interface TlsConfig {
  @AttributeDefinition(
      description = "PEM file of the certificate chain; empty: a development certificate is made",
      required = false)
  String certificateFile() default "";

  @AttributeDefinition(description = "PEM file of the certificate's PKCS#8 key", required = false)
  String keyFile() default "";

  @AttributeDefinition(
      description = "Whether clients show a certificate",
      options = {
        @Option(label = "none", value = "none"),
        @Option(label = "optional", value = "optional"),
        @Option(label = "required", value = "required")
      })
  String clientCertificate() default "none";

  @AttributeDefinition(
      description = "PEM file of the authorities that sign client certificates",
      required = false)
  String clientCaFile() default "";

  @AttributeDefinition(
      description = "Subjects of client certificates that are an operator's, by semicolons",
      required = false)
  String operatorSubjects() default "";
}
