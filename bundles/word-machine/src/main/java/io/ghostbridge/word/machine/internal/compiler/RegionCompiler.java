package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.program.Program;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a region of a program to a hidden class, which is unloaded with its only instance. Work
 * and size are bounded whatever the program.
 */
final class RegionCompiler {
  /** HotSpot's C2 leaves longer methods to the interpreter (-XX:-DontCompileHugeMethods). */
  private static final int MOST_BYTES = 7900;

  /** What the first attempt aims for by the units' estimate, which is on the high side. */
  private static final int AIM_BYTES = 10_000;

  /** What later attempts aim for in true bytes, as the estimate was wrong. */
  private static final int FIT_BYTES = 7000;

  private static final int ATTEMPTS = 5;

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(LOOKUP).cached()));
  private static final String METHOD = "run";
  private static final ClassDesc NAME =
      ClassDesc.of(RegionCompiler.class.getPackageName(), "Region");

  /**
   * A compiled region.
   *
   * @param unit where it begins
   * @param code it
   * @param bytes the size of its class file
   * @param continuations units within a block that it leads to: they can be entered by compiled
   *     code only
   */
  record Region(int unit, Code code, int bytes, Set<Integer> continuations) {}

  private RegionCompiler() {}

  /**
   * The region of at most {@code nodes} nodes that begins at a unit, or null if there is none of a
   * size that pays.
   */
  static @Nullable Region compile(Program program, Units units, int unit, int nodes) {
    int budget = AIM_BYTES;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Node> chosen = Selection.choose(new Graph(program, units, unit, nodes), units, budget);
      byte[] bytes = write(program, units, chosen);
      int length = length(bytes);
      if (length <= MOST_BYTES) {
        return new Region(unit, define(bytes), bytes.length, continuations(units, chosen));
      }
      budget = (int) Math.min(budget - budget / 8, (long) budget * FIT_BYTES / length);
    }
    return null;
  }

  private static Set<Integer> continuations(Units units, List<Node> chosen) {
    Set<Integer> within = new HashSet<>();
    chosen.forEach(node -> within.add(node.unit()));
    Set<Integer> after = new HashSet<>();
    for (Node node : chosen) {
      int next = node.unit() + 1;
      if (units.isContinued(node.unit()) && !within.contains(next)) {
        after.add(next);
      }
    }
    return after;
  }

  private static byte[] write(Program program, Units units, List<Node> nodes) {
    return CLASS_FILE.build(
        NAME,
        type ->
            type.withSuperclass(Types.CODE)
                .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                .withMethodBody(
                    ConstantDescs.INIT_NAME,
                    ConstantDescs.MTD_void,
                    0,
                    code ->
                        code.aload(0)
                            .invokespecial(
                                Types.CODE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .return_())
                .withMethodBody(
                    METHOD,
                    MethodTypeDesc.of(Types.INT, Types.FRAME),
                    0,
                    code -> new RegionWriter(code, program, units, nodes).write()));
  }

  private static int length(byte[] bytes) {
    for (MethodModel method : CLASS_FILE.parse(bytes).methods()) {
      if (method.methodName().equalsString(METHOD)) {
        return method.findAttribute(Attributes.code()).orElseThrow().codeLength();
      }
    }
    throw new IllegalStateException("the class has no method " + METHOD);
  }

  private static Code define(byte[] bytes) {
    try {
      MethodHandles.Lookup hidden =
          LOOKUP.defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
      return (Code)
          hidden
              .findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
              .asType(MethodType.methodType(Code.class))
              .invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("a region's class cannot be defined", e);
    }
  }
}
