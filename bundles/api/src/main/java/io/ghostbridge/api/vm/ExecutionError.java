package io.ghostbridge.api.vm;

/**
 * What went wrong and where.
 *
 * @param failure the kind, which is part of the deterministic result
 * @param offset of the failing instruction in the code, or -1 where there is none
 * @param message a sentence for people; two tiers of one machine may word it differently
 */
public record ExecutionError(Failure failure, int offset, String message) {
  @Override
  public String toString() {
    return failure + (offset < 0 ? "" : " at offset " + offset) + ": " + message;
  }
}
