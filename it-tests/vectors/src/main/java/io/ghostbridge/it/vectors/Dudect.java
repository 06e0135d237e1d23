package io.ghostbridge.it.vectors;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Looks for timing that depends on input, as "dude, is my code constant time?" (Reparaz, Balasch,
 * Verbauwhede, 2016) does: inputs of two classes in random order, and Welch's t-test on what they
 * took.
 */
public final class Dudect {
  /**
   * From here on the paper calls code leaky; even code stays below 5 however long it is measured.
   */
  public static final double LEAK = 10;

  /** How much of the slowest measurements is left out: interrupts, collections, other processes. */
  private static final double KEPT = 0.90;

  private static final int ATTEMPTS = 3;

  private Dudect() {}

  /**
   * The t statistic of the difference between both classes; the least of three attempts, since a
   * busy machine can make a difference but not hide one each time.
   *
   * @param samples measurements in each attempt
   * @param repeat how often the operation is done in a measurement, some microseconds' worth
   * @param input an input of class 0 or 1, made anew for each measurement
   * @param operation what is measured
   */
  public static <T> double t(
      int samples, int repeat, IntFunction<T> input, ToIntFunction<T> operation) {
    double least = Double.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      least = Math.min(least, attempt(samples, repeat, input, operation));
    }
    return least;
  }

  private static <T> double attempt(
      int samples, int repeat, IntFunction<T> input, ToIntFunction<T> operation) {
    Random random = new Random();
    long[] nanos = new long[samples];
    int[] classes = new int[samples];
    int sink = 0;
    // The first half of the rounds warms up.
    for (int i = -samples; i < samples; i++) {
      int kind = random.nextInt(2);
      T one = input.apply(kind);
      long start = System.nanoTime();
      for (int j = 0; j < repeat; j++) {
        sink += operation.applyAsInt(one);
      }
      long taken = System.nanoTime() - start;
      if (i >= 0) {
        nanos[i] = taken;
        classes[i] = kind;
      }
    }
    if (sink == Integer.MIN_VALUE) {
      throw new IllegalStateException("an unlikely sum, kept so that no work is left out");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return welch(nanos, classes, sorted[(int) (KEPT * (samples - 1))]);
  }

  private static double welch(long[] nanos, int[] classes, long limit) {
    double[] count = new double[2];
    double[] mean = new double[2];
    double[] squares = new double[2];
    for (int i = 0; i < nanos.length; i++) {
      if (nanos[i] <= limit) {
        int kind = classes[i];
        count[kind]++;
        double delta = nanos[i] - mean[kind];
        mean[kind] += delta / count[kind];
        squares[kind] += delta * (nanos[i] - mean[kind]);
      }
    }
    double variance =
        squares[0] / (count[0] - 1) / count[0] + squares[1] / (count[1] - 1) / count[1];
    return Math.abs(mean[0] - mean[1]) / Math.sqrt(Math.max(variance, 1e-12));
  }
}
