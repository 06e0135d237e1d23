package io.ghostbridge.evm.internal.precompile;

/** The two groups of points, as blst names their functions. */
enum BlsGroup {
  G1("p1", 1),
  G2("p2", 2);

  private final String prefix;
  private final int degree;

  BlsGroup(String prefix, int degree) {
    this.prefix = prefix;
    this.degree = degree;
  }

  /** The field elements of a coordinate. */
  int degree() {
    return degree;
  }

  /** The bytes of an affine point in memory. */
  long affineSize() {
    return 2L * degree * Blst.FP;
  }

  /** The bytes of a projective point in memory. */
  long pointSize() {
    return 3L * degree * Blst.FP;
  }

  /** A function on points. */
  String name(String function) {
    return name("", function);
  }

  /** A function on points, with a letter after the group's name. */
  String name(String suffix, String function) {
    return "blst_" + prefix + suffix + "_" + function;
  }

  /** The check that a point is in the group. */
  String groupCheck() {
    return "blst_" + prefix + "_affine_in_g" + degree;
  }

  /** The map from field elements. */
  String mapName() {
    return "blst_map_to_g" + degree;
  }
}
