package io.ghostbridge.statetest;

import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Tracer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints an EIP-3155 line for every instruction of one case. */
final class VmTrace implements Tracer {
  private final PrintStream out;
  private @Nullable ExecutionResult last;

  private VmTrace(PrintStream out) {
    this.out = out;
  }

  static int run(StateTestRunner runner, Options options, PrintStream out, PrintStream err)
      throws IOException {
    List<StateTestCase> cases = new ArrayList<>();
    for (Path path : options.paths()) {
      for (Path file : StateTestFile.find(path)) {
        StateTestFile.read(file, file.toString()).stream()
            .filter(options::accepts)
            .forEach(cases::add);
      }
    }
    if (cases.size() != 1) {
      err.println(
          "vmtrace: "
              + cases.size()
              + " cases match, and one is traced: choose by --case, --fork and --index=D,G,V");
      cases.stream().limit(20).forEach(each -> err.println("  " + each.title()));
      return 2;
    }
    VmTrace tracer = new VmTrace(out);
    Outcome outcome = runner.run(cases.getFirst(), tracer);
    tracer.summary(outcome, cases.getFirst().forkName());
    return outcome.kind() == Outcome.Kind.PASSED ? 0 : 1;
  }

  private static String hex(long number) {
    return "\"0x" + Long.toHexString(number) + "\"";
  }

  @Override
  public void step(TraceStep step) {
    StringBuilder line = new StringBuilder(256);
    line.append("{\"pc\":").append(step.pc());
    line.append(",\"op\":").append(step.opcode());
    line.append(",\"gas\":").append(hex(step.gas()));
    line.append(",\"gasCost\":").append(hex(step.gasCost()));
    line.append(",\"memSize\":").append(step.memorySize());
    line.append(",\"stack\":[");
    for (int i = 0; i < step.stackSize(); i++) {
      line.append(i == 0 ? "\"" : ",\"").append(step.stack(i)).append('"');
    }
    line.append("],\"depth\":").append(step.depth());
    line.append(",\"refund\":").append(step.refund());
    line.append(",\"opName\":\"").append(step.opcodeName()).append('"');
    if (!step.error().isEmpty()) {
      line.append(",\"error\":\"").append(step.error()).append('"');
    }
    out.println(line.append('}'));
  }

  @Override
  public void exit(Message message, ExecutionResult result) {
    last = result;
  }

  private void summary(Outcome outcome, String fork) {
    ExecutionResult result = last;
    String output = result == null ? "" : result.output().toHex();
    String used = hex(result == null ? 0 : result.gasUsed());
    boolean pass = outcome.kind() == Outcome.Kind.PASSED;
    out.println(
        "{\"output\":\"0x"
            + output
            + "\",\"gasUsed\":"
            + used
            + ",\"pass\":"
            + pass
            + ",\"fork\":\""
            + fork
            + "\"}");
    if (!pass) {
      out.println("{\"difference\":\"" + outcome.difference().replace("\n", "\\n") + "\"}");
    }
  }
}
