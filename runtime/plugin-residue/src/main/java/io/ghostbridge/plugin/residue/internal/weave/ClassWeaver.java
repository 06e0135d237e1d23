package io.ghostbridge.plugin.residue.internal.weave;

import io.ghostbridge.plugin.residue.trace.Trace;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rewrites a class so that it reports what it opens. A private static method is added to it, which
 * calls {@link Trace} and swallows what goes wrong with that, so that a class that cannot reach
 * {@code Trace} works all the same. Needs no other class of the plugin, and loads none.
 */
public final class ClassWeaver {
  private static final ClassDesc TRACE = ClassDesc.of(Trace.class.getName());
  private static final ClassDesc LINKAGE_ERROR = ClassDesc.of("java.lang.LinkageError");

  /** The method that is added to a woven class. */
  public static final String HELPER = "ghost$report";

  private static final MethodTypeDesc HELPER_TYPE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_String);
  private static final MethodTypeDesc REPORT_TYPE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_String,
          ConstantDescs.CD_long);

  /** Before Java 8 interfaces have no private methods. */
  private static final int MIN_MAJOR = ClassFile.JAVA_8_VERSION;

  private final ClassFile classFile =
      ClassFile.of(
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.DeadCodeOption.KEEP_DEAD_CODE,
          ClassFile.AttributesProcessingOption.PASS_ALL_ATTRIBUTES);

  /**
   * The woven class.
   *
   * @param number of the bundle, for {@link Trace}
   * @return empty if the class makes no call that is traced
   * @throws RuntimeException whatever the class-file API thinks of a class that it cannot rewrite
   */
  public Optional<byte[]> weave(byte[] bytes, long number) {
    ClassModel model = classFile.parse(bytes);
    if (model.majorVersion() < MIN_MAJOR || !mayTrace(model)) {
      return Optional.empty();
    }
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    AtomicBoolean changed = new AtomicBoolean();
    byte[] woven =
        classFile.build(
            model.thisClass(),
            ConstantPoolBuilder.of(model),
            builder -> {
              for (ClassElement element : model) {
                if (element instanceof MethodModel method && method.code().isPresent()) {
                  weave(builder, model, method, isInterface, changed);
                } else {
                  builder.with(element);
                }
              }
              addHelper(builder, number);
            });
    return changed.get() ? Optional.of(woven) : Optional.empty();
  }

  private static void weave(
      ClassBuilder builder,
      ClassModel model,
      MethodModel method,
      boolean isInterface,
      AtomicBoolean changed) {
    String superclass =
        method.methodName().equalsString("<init>")
            ? model.superclass().map(ClassEntry::asInternalName).orElse("")
            : "";
    builder.transformMethod(
        method,
        (methodBuilder, element) -> {
          if (element instanceof CodeModel code) {
            Optional<StackMapTableAttribute> stackMaps =
                code.findAttribute(Attributes.stackMapTable());
            TracingTransform transform =
                new TracingTransform(
                    model.thisClass().asSymbol(), isInterface, HELPER, superclass, stackMaps);
            methodBuilder.transformCode(code, transform);
            if (transform.changed()) {
              changed.set(true);
            }
          } else {
            methodBuilder.with(element);
          }
        });
  }

  /** {@code try { Trace.report(thing, name, site, number); } catch (LinkageError e) { }}. */
  private static void addHelper(ClassBuilder builder, long number) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    builder.withMethodBody(
        HELPER,
        HELPER_TYPE,
        flags,
        code -> {
          var start = code.newBoundLabel();
          code.aload(0).aload(1).aload(2).loadConstant(number);
          code.invokestatic(TRACE, "report", REPORT_TYPE);
          code.return_();
          var end = code.newBoundLabel();
          code.pop();
          code.return_();
          code.exceptionCatch(start, end, end, LINKAGE_ERROR);
          code.with(
              StackMapTableAttribute.of(
                  List.of(
                      StackMapFrameInfo.of(
                          end,
                          List.of(
                              StackMapFrameInfo.ObjectVerificationTypeInfo.of(
                                  ConstantDescs.CD_Object),
                              StackMapFrameInfo.ObjectVerificationTypeInfo.of(
                                  ConstantDescs.CD_Object),
                              StackMapFrameInfo.ObjectVerificationTypeInfo.of(
                                  ConstantDescs.CD_String)),
                          List.of(
                              StackMapFrameInfo.ObjectVerificationTypeInfo.of(LINKAGE_ERROR))))));
        });
  }

  /** Whether a traced member is in the constant pool, and the helper is not. */
  private static boolean mayTrace(ClassModel model) {
    if (model.methods().stream().anyMatch(method -> method.methodName().equalsString(HELPER))) {
      return false;
    }
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry member) {
        String owner = member.owner().asInternalName();
        String name = member.name().stringValue();
        if (name.equals("<init>")
            ? TracedCalls.constructor(owner).isPresent()
            : TracedCalls.method(owner, name, member.type().stringValue()).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }
}
