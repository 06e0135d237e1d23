package io.ghostbridge.statetest;

import io.ghostbridge.word.machine.WordMachine.Compilation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command was asked for.
 *
 * @param trace whether one case is to be traced
 * @param fork only this fork, or all where it is empty
 * @param name only cases whose name or title holds this
 * @param index only this choice, as {@code d,g,v}, or all where it is empty
 * @param threads how many files at once
 * @param compilation when code is compiled: never, when it is hot, or all before it runs
 * @param paths files and folders
 */
record Options(
    boolean trace,
    String fork,
    String name,
    String index,
    int threads,
    Compilation compilation,
    List<Path> paths) {
  static Options parse(List<String> arguments) {
    boolean trace = false;
    String fork = "";
    String name = "";
    String index = "";
    Compilation compilation = Compilation.WHEN_HOT;
    int threads = Runtime.getRuntime().availableProcessors();
    List<Path> paths = new ArrayList<>();
    for (String argument : arguments) {
      String value = argument.substring(argument.indexOf('=') + 1);
      if (argument.equals("--trace")) {
        trace = true;
      } else if (argument.equals("--compiled")) {
        compilation = Compilation.AT_ONCE;
      } else if (argument.equals("--interpreted")) {
        compilation = Compilation.NEVER;
      } else if (argument.startsWith("--fork=")) {
        fork = value;
      } else if (argument.startsWith("--case=")) {
        name = value;
      } else if (argument.startsWith("--index=")) {
        index = value;
      } else if (argument.startsWith("--threads=")) {
        threads = Integer.parseInt(value);
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException(
            "unknown option '"
                + argument
                + "'; expected --fork=NAME, --case=TEXT, --index=D,G,V, --threads=N, --compiled, --interpreted"
                + " or a path");
      } else {
        Path path = Path.of(argument);
        if (!Files.exists(path)) {
          throw new IllegalArgumentException("there is no file or folder '" + argument + "'");
        }
        paths.add(path);
      }
    }
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no path given: name files or folders of state tests");
    }
    return new Options(trace, fork, name, index, threads, compilation, List.copyOf(paths));
  }

  boolean accepts(StateTestCase test) {
    String choice = test.data() + "," + test.gas() + "," + test.value();
    return (fork.isEmpty() || fork.equals(test.forkName()))
        && (index.isEmpty() || index.equals(choice))
        && (name.isEmpty() || test.title().contains(name));
  }
}
