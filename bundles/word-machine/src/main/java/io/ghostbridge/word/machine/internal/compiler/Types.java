package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.machine.Execution;
import io.ghostbridge.word.machine.internal.machine.Frame;
import io.ghostbridge.word.machine.internal.machine.Memory;
import io.ghostbridge.word.machine.internal.machine.Operations;
import io.ghostbridge.word.machine.internal.word.Division;
import io.ghostbridge.word.machine.internal.word.Modular;
import io.ghostbridge.word.machine.internal.word.Words;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Names of what generated code refers to. */
final class Types {
  static final ClassDesc CODE = of(Code.class);
  static final ClassDesc SUPPORT = of(Support.class);
  static final ClassDesc FRAME = of(Frame.class);
  static final ClassDesc EXECUTION = of(Execution.class);
  static final ClassDesc MEMORY = of(Memory.class);
  static final ClassDesc WORDS = of(Words.class);
  static final ClassDesc DIVISION = of(Division.class);
  static final ClassDesc MODULAR = of(Modular.class);
  static final ClassDesc OPERATIONS = of(Operations.class);
  static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
  static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
  static final ClassDesc LONG = ConstantDescs.CD_long;
  static final ClassDesc INT = ConstantDescs.CD_int;
  static final ClassDesc VOID = ConstantDescs.CD_void;

  private Types() {}

  private static ClassDesc of(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  static MethodTypeDesc method(ClassDesc result, ClassDesc... parameters) {
    return MethodTypeDesc.of(result, parameters);
  }

  /** Four longs and then {@code rest}. */
  static MethodTypeDesc word(ClassDesc result, ClassDesc... rest) {
    return MethodTypeDesc.of(result, LONG, LONG, LONG, LONG).insertParameterTypes(4, rest);
  }
}
