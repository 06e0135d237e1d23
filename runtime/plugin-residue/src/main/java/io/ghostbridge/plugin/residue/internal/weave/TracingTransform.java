package io.ghostbridge.plugin.residue.internal.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a report behind, or before, each traced call of one method. What is put in has no branch and
 * leaves stack and locals as they were, so the method's stack maps stay true and are kept. State of
 * one method: not to be shared.
 */
final class TracingTransform implements CodeTransform {
  private static final String CONSTRUCTOR = "<init>";

  /** A {@code new} whose constructor was not called yet. */
  private record Pending(String type, boolean duplicated) {}

  private final ClassDesc self;
  private final boolean isInterface;
  private final String helper;
  private final String superclass;
  private final Optional<StackMapTableAttribute> stackMaps;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private @Nullable String justNew;
  private boolean changed;

  /**
   * One method's.
   *
   * @param superclass of a constructor's class, internal name; empty of another method
   */
  TracingTransform(
      ClassDesc self,
      boolean isInterface,
      String helper,
      String superclass,
      Optional<StackMapTableAttribute> stackMaps) {
    this.self = self;
    this.isInterface = isInterface;
    this.helper = helper;
    this.superclass = superclass;
    this.stackMaps = stackMaps;
  }

  boolean changed() {
    return changed;
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (justNew != null) {
      boolean duplicated =
          element instanceof StackInstruction stack && stack.opcode() == Opcode.DUP;
      if (element instanceof Instruction) {
        pending.push(new Pending(justNew, duplicated));
        justNew = null;
      }
    }
    switch (element) {
      case NewObjectInstruction created -> {
        justNew = created.className().asInternalName();
        code.with(element);
      }
      case InvokeInstruction call when call.name().equalsString(CONSTRUCTOR) ->
          construct(code, call);
      case InvokeInstruction call -> call(code, call);
      default -> code.with(element);
    }
  }

  @Override
  public void atEnd(CodeBuilder code) {
    stackMaps.ifPresent(code::with);
  }

  private void construct(CodeBuilder code, InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    Pending last = pending.peek();
    boolean ofNew = last != null && last.type().equals(owner);
    if (ofNew) {
      pending.pop();
    }
    // Without an open "new" and of the superclass it can only be the call of super(...).
    boolean ofSuper = !ofNew && pending.isEmpty() && owner.equals(superclass);
    Optional<CallSite> site =
        ofSuper || (ofNew && last.duplicated()) ? TracedCalls.constructor(owner) : Optional.empty();
    if (site.isEmpty()) {
      code.with(call);
      return;
    }
    int name = keepFirstArgument(code, call, site.get());
    code.with(call);
    if (ofNew) {
      code.dup();
    } else {
      code.aload(0);
    }
    report(code, name, site.get());
  }

  private void call(CodeBuilder code, InvokeInstruction call) {
    Optional<CallSite> traced =
        TracedCalls.method(
            call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
    boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
    boolean virtual =
        call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE;
    if (traced.isEmpty() || (!isStatic && !virtual)) {
      code.with(call);
      return;
    }
    CallSite site = traced.get();
    switch (site) {
      case STARTS, CANCELS -> {
        if (virtual) {
          code.dup();
          report(code, -1, site);
        }
        code.with(call);
      }
      case ADDS_HOOK, REMOVES_DRIVER -> {
        code.dup();
        report(code, -1, site);
        code.with(call);
      }
      case ADDS_DRIVER -> {
        int driver = keepFirstArgument(code, call, CallSite.MAKES_NAMED);
        if (driver >= 0) {
          code.aload(driver);
          report(code, -1, site);
        }
        code.with(call);
      }
      case MAKES, MAKES_NAMED, MAKES_TEMPORARY -> {
        int name = isStatic ? keepFirstArgument(code, call, site) : -1;
        code.with(call);
        if (!call.typeSymbol().returnType().isPrimitive()) {
          code.dup();
          report(code, name, site);
        }
      }
    }
  }

  /**
   * Copies the first of at most two arguments into a new local.
   *
   * @return the local, or -1
   */
  private int keepFirstArgument(CodeBuilder code, InvokeInstruction call, CallSite site) {
    MethodTypeDesc type = call.typeSymbol();
    int count = type.parameterCount();
    if (site != CallSite.MAKES_NAMED
        || count < 1
        || count > 2
        || type.parameterType(0).isPrimitive()
        || (count == 2 && TypeKind.from(type.parameterType(1)).slotSize() != 1)) {
      return -1;
    }
    int local = code.allocateLocal(TypeKind.REFERENCE);
    if (count == 1) {
      code.dup();
    } else {
      code.dup2();
      code.pop();
    }
    code.astore(local);
    return local;
  }

  /** With the thing on the stack, which it takes. */
  private void report(CodeBuilder code, int name, CallSite site) {
    changed = true;
    if (name < 0) {
      code.aconst_null();
    } else {
      code.aload(name);
    }
    code.loadConstant(site.name());
    code.invokestatic(
        self,
        helper,
        MethodTypeDesc.of(
            ConstantDescs.CD_void,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_String),
        isInterface);
  }
}
