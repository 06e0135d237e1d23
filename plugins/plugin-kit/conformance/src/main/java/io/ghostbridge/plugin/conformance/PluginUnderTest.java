package io.ghostbridge.plugin.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which plugin a conformance test is of. Without it, it is the bundle in {@code target/}. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PluginUnderTest {
  /**
   * The path of the packaged jar; empty for what the system property {@code ghost.plugin.jar} says,
   * or without that the only bundle of {@code target/*.jar}.
   */
  String jar() default "";

  /**
   * Lines of {@code key = value} as in the plugin's file of the configuration directory. A value
   * that is known only when the test runs is given by overriding {@link
   * PluginConformance#configuration()}.
   */
  String[] configuration() default {};

  /** The PID that the configuration is for; empty for the plugin's symbolic name. */
  String pid() default "";
}
