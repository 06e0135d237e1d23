package io.ghostbridge.bench.profile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * A flame graph of a recording of JDK Flight Recorder, as SVG on standard output: the width of a
 * method is its share of the samples, its callees stand above it. Methods below a hundredth of the
 * samples are left out.
 */
public final class FlameGraph {
  private static final double LEAST_SHARE = 0.01;
  private static final int WIDTH = 1400;
  private static final int ROW = 17;
  private static final double LETTER = 6.2;
  private static final int USAGE = 2;

  private FlameGraph() {}

  /** A method as called by those below it. */
  private static final class Node {
    private final Map<String, Node> callees = new TreeMap<>();
    private long samples;

    void add(List<String> stack) {
      samples++;
      Node node = this;
      for (String method : stack) {
        node = node.callees.computeIfAbsent(method, _ -> new Node());
        node.samples++;
      }
    }

    int depth(double least) {
      return callees.values().stream()
          .filter(callee -> callee.samples >= least)
          .mapToInt(callee -> 1 + callee.depth(least))
          .max()
          .orElse(0);
    }
  }

  /**
   * @param args the recording; the beginning of a thread's name; the beginning of the method that
   *     is the picture's bottom, such as {@code EpollIoHandler.run}
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: FlameGraph RECORDING.jfr THREAD METHOD > PICTURE.svg");
      System.exit(USAGE);
    }
    Node root = new Node();
    try (RecordingFile recording = new RecordingFile(Path.of(args[0]))) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (isSample(event, args[1])) {
          List<String> stack = stack(event, args[2]);
          if (!stack.isEmpty()) {
            root.add(stack);
          }
        }
      }
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    draw(root, out);
    out.flush();
  }

  private static boolean isSample(RecordedEvent event, String thread) {
    String name = event.getEventType().getName();
    return (name.equals("jdk.ExecutionSample") || name.equals("jdk.NativeMethodSample"))
        && event.getStackTrace() != null
        && event.getThread("sampledThread") != null
        && event.getThread("sampledThread").getJavaName().startsWith(thread);
  }

  /** From the outermost of {@code bottom} on, which comes first; empty if it is not there. */
  private static List<String> stack(RecordedEvent event, String bottom) {
    List<String> methods = new ArrayList<>();
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      methods.add(name(frame));
    }
    Collections.reverse(methods);
    for (int i = 0; i < methods.size(); i++) {
      if (methods.get(i).startsWith(bottom)) {
        return methods.subList(i, methods.size());
      }
    }
    return List.of();
  }

  private static String name(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
  }

  private static void draw(Node root, PrintStream out) {
    double least = Math.max(1, root.samples * LEAST_SHARE);
    int height = (root.depth(least) + 1) * ROW;
    out.printf(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"monospace\" font-size=\"10\">%n",
        WIDTH,
        height);
    out.printf(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, height);
    draw(root, root.samples, 0, height - ROW, least, out);
    out.println("</svg>");
  }

  private static void draw(Node node, long all, double left, int y, double least, PrintStream out) {
    double x = left;
    for (Map.Entry<String, Node> entry : node.callees.entrySet()) {
      Node callee = entry.getValue();
      double width = (double) WIDTH * callee.samples / all;
      if (callee.samples >= least) {
        box(entry.getKey(), 100.0 * callee.samples / all, x, y, width, out);
        draw(callee, all, x, y - ROW, least, out);
      }
      x += width;
    }
  }

  private static void box(
      String method, double percent, double x, int y, double width, PrintStream out) {
    String label = method.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    int letters = (int) (width / LETTER);
    String shown = letters < 3 ? "" : method.substring(0, Math.min(letters, method.length()));
    out.printf(
        Locale.ROOT,
        "<g><title>%s: %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
            + " fill=\"hsl(%d,70%%,72%%)\" stroke=\"#fff\"/><text x=\"%.1f\""
            + " y=\"%d\">%s</text></g>%n",
        label,
        percent,
        x,
        y,
        width,
        ROW,
        20 + Math.floorMod(method.hashCode(), 40),
        x + 2,
        y + 12,
        shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }
}
