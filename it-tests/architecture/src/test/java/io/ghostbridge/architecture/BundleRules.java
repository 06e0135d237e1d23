package io.ghostbridge.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;

/**
 * What a class of a bundle may know. A bundle's packages are {@code io.ghostbridge.<bundle>} and
 * {@code io.ghostbridge.<bundle>.internal…}; only the API's, the dispatcher's and what algorithms
 * and services share are seen by others.
 */
final class BundleRules {
  private static final String PROJECT = "io.ghostbridge.";
  private static final String API = "io.ghostbridge.api";
  private static final String PROTO = "io.ghostbridge.proto";
  private static final String RPC = "io.ghostbridge.rpc";
  private static final String TLS = "io.ghostbridge.tls";
  private static final String PLATFORM = "io.ghostbridge.platform";
  private static final String TRANSPORT = "io.ghostbridge.transport";
  private static final String CRYPTO = "io.ghostbridge.crypto";
  private static final String SERVICES = "io.ghostbridge.services";
  private static final String CLIENT = "io.ghostbridge.client";
  private static final String SECURE_CHANNEL = "io.ghostbridge.secure.channel";
  private static final String ETHEREUM = "io.ghostbridge.ethereum";
  private static final String WORD_MACHINE = "io.ghostbridge.word.machine";
  private static final List<String> MADE_OF_WORD_MACHINE =
      List.of("io.ghostbridge.evm", "io.ghostbridge.zvm");
  private static final String INTERNAL = ".internal";

  static final ArchRule DEPENDS_ON_API_ONLY =
      classes()
          .that()
          .resideInAPackage("io.ghostbridge..")
          .should(
              dependOnlyOn(
                  "its own bundle with the platform's library, the API and the messages (transports: dispatcher and certificates too; algorithms,"
                      + " services and word machines: what they share)",
                  BundleRules::isVisible))
          .because("a bundle is found as a service, never as an implementation");

  static final ArchRule TRANSPORTS_KNOW_NO_NAMES_AND_NO_CHAIN =
      noClasses()
          .that()
          .resideInAPackage("io.ghostbridge.transport..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.ghostbridge.api.ledger..",
              "io.ghostbridge.api.names..",
              "io.ghostbridge.proto.ledger..",
              "io.ghostbridge.proto.chain..",
              "io.ghostbridge.proto.dns..")
          .because("a transport carries calls and queries; what they mean is a service's");

  static final ArchRule API_IS_INTERFACES_AND_IMMUTABLE_DATA =
      classes()
          .that()
          .resideInAPackage("io.ghostbridge.api..")
          .should(beInterfaceOrImmutable())
          .because("what every bundle holds must not hold state");

  static final ArchRule NO_LIBRARY_OF_THE_RUNTIME =
      noClasses()
          .that()
          .resideInAPackage("io.ghostbridge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "picocli..",
              "org.jline..",
              "ch.qos.logback..",
              "org.apache.felix..",
              "com.tngtech..",
              "org.junit..")
          .because("the command line, the launcher and the tests stand outside the container");

  static final ArchRule NO_STATE_THAT_OUTLIVES_THE_BUNDLE =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.ghostbridge..")
          .should(notOutliveTheBundle())
          .because("a swap leaves nothing behind");

  static final List<ArchRule> ALL =
      List.of(
          DEPENDS_ON_API_ONLY,
          TRANSPORTS_KNOW_NO_NAMES_AND_NO_CHAIN,
          API_IS_INTERFACES_AND_IMMUTABLE_DATA,
          NO_LIBRARY_OF_THE_RUNTIME,
          NO_STATE_THAT_OUTLIVES_THE_BUNDLE);

  private BundleRules() {}

  private static boolean isVisible(JavaClass from, JavaClass to) {
    String target = to.getPackageName();
    if (!target.startsWith(PROJECT) || bundleOf(from).equals(bundleOf(to))) {
      return true;
    }
    if (target.contains(INTERNAL)) {
      return false;
    }
    return within(target, API)
        || within(target, PROTO)
        // Inside of each bundle that uses it, as a jar.
        || target.equals(PLATFORM)
        || ((target.equals(RPC) || target.equals(TLS)) && within(from.getPackageName(), TRANSPORT))
        || (target.equals(WORD_MACHINE) && isMadeOfWordMachine(from))
        // Precompiled contracts call a shared library as algorithms do.
        || (target.equals(CRYPTO) && isMadeOfWordMachine(from))
        || (target.equals(CRYPTO) && within(from.getPackageName(), CRYPTO))
        // Both are libraries of programs beside the node.
        || (target.equals(SECURE_CHANNEL) && within(from.getPackageName(), CLIENT))
        // Ethereum's formats are a library of whoever speaks of its data.
        || (within(target, ETHEREUM) && !within(from.getPackageName(), TRANSPORT))
        || (target.equals(SERVICES) && !within(from.getPackageName(), TRANSPORT));
  }

  private static boolean isMadeOfWordMachine(JavaClass type) {
    return MADE_OF_WORD_MACHINE.stream().anyMatch(root -> within(type.getPackageName(), root));
  }

  private static String bundleOf(JavaClass type) {
    String name = type.getPackageName();
    if (within(name, API)) {
      return API;
    }
    int internal = name.indexOf(INTERNAL);
    return internal < 0 ? name : name.substring(0, internal);
  }

  private static boolean within(String name, String root) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  private interface Visibility {
    boolean allows(JavaClass from, JavaClass to);
  }

  private static ArchCondition<JavaClass> dependOnlyOn(String what, Visibility visibility) {
    return new ArchCondition<>("depend only on " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (!visibility.allows(type, dependency.getTargetClass().getBaseComponentType())) {
            events.add(violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beInterfaceOrImmutable() {
    DescribedPredicate<JavaField> mutable =
        DescribedPredicate.describe(
            "mutable", field -> !field.getModifiers().contains(JavaModifier.FINAL));
    return new ArchCondition<>(
        "be interfaces, records, enums, exceptions or final immutable classes") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.isInterface()) {
          return;
        }
        boolean kind =
            type.isRecord()
                || type.isEnum()
                || type.isAssignableTo(Throwable.class)
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.isAnonymousClass();
        if (!kind) {
          events.add(violated(type, type.getName() + " is an open class"));
        }
        type.getFields().stream()
            .filter(mutable)
            .forEach(field -> events.add(violated(field, field.getFullName() + " can change")));
      }
    };
  }

  private static ArchCondition<JavaField> notOutliveTheBundle() {
    return new ArchCondition<>("be no static variable and no thread local") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean isStatic = field.getModifiers().contains(JavaModifier.STATIC);
        if (isStatic && !field.getModifiers().contains(JavaModifier.FINAL)) {
          events.add(violated(field, field.getFullName() + " is a static variable"));
        }
        if (field.getRawType().isAssignableTo(ThreadLocal.class)
            || field.getRawType().getName().equals("io.netty.util.concurrent.FastThreadLocal")) {
          events.add(violated(field, field.getFullName() + " is a thread local"));
        }
      }
    };
  }
}
