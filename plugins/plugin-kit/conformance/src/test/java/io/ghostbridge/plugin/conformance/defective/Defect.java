package io.ghostbridge.plugin.conformance.defective;

/** What is wrong with a plugin, the rule that it breaks, and the test that must find out. */
public enum Defect {
  NONE("", ""),
  // Whatever the kind.
  CAPABILITIES_UNREADABLE("MANIFEST", "theManifestNamesThePluginAndWhatItAsksFor"),
  IMPORTS_INTERNALS("API_ONLY", "nothingButTheApiIsImported"),
  IMPORTS_ANY_VERSION("API_ONLY", "nothingButTheApiIsImported"),
  IMPORTS_DYNAMICALLY("API_ONLY", "nothingButTheApiIsImported"),
  CARRIES_THE_API("OWN_PACKAGES", "noPackageOfTheRuntimeIsInsideOrExported"),
  FAILS_TO_START("STARTS", "theServiceIsThereAfterTheStartAndGoneAfterTheStop"),
  HANGS_IN_START("STARTS", "theServiceIsThereAfterTheStartAndGoneAfterTheStop"),
  REGISTERS_NOTHING("REGISTERS", "theServiceIsThereAfterTheStartAndGoneAfterTheStop"),
  HANGS_IN_STOP("STOPS", "theServiceIsThereAfterTheStartAndGoneAfterTheStop"),
  STARTS_ONCE("RESTARTS", "itStartsAgainAfterEachStop"),
  HANGS_CALLS_WHEN_STOPPED("STOPS_DURING_CALLS", "callsInFlightEndWhenItStops"),
  IGNORES_INTERRUPTION("INTERRUPTION", "aCallOnAnInterruptedThreadEnds"),
  LEAVES_A_THREAD("LEAVES_NOTHING", "nothingIsLeftAfterItWasRemoved"),
  LEAVES_A_FILE("LEAVES_NOTHING", "nothingIsLeftAfterItWasRemoved"),
  LEAVES_A_SOCKET("LEAVES_NOTHING", "nothingIsLeftAfterItWasRemoved"),
  LEAVES_AN_MBEAN("LEAVES_NOTHING", "nothingIsLeftAfterItWasRemoved"),
  LEAVES_A_SHUTDOWN_HOOK("LEAVES_NOTHING", "nothingIsLeftAfterItWasRemoved"),
  LEAVES_ITS_CLASS_LOADER("LEAVES_NOTHING", "nothingIsLeftAfterItWasRemoved"),
  // Sources of names.
  ZONE_IN_CAPITALS("ZONES", "zonesAreCanonicalAndStayTheSame"),
  MUTABLE_ZONES("IMMUTABLE", "theSetOfZonesCannotBeChangedByItsUser"),
  APEX_WITH_AN_AT_SIGN("APEX", "eachZoneHasAnApexWithValidNamesAndNumbers"),
  FINDS_NOTHING("KNOWN_NAMES", "knownNamesAreFoundAsTheyWereAsked"),
  HANGS_IN_FIND("CALLS_END", "knownNamesAreFoundAsTheyWereAsked"),
  ANSWERS_OTHER_NAMES("NAME_ASKED", "knownNamesAreFoundAsTheyWereAsked"),
  ANSWERS_EVERY_NAME("NAME_ASKED", "absentNamesAreNotFound"),
  IGNORES_ZONES("OWN_ZONES", "namesOutsideItsZonesAreNotAnswered"),
  RECORDS_THAT_ARE_NONE("RECORDS", "recordsCanBeEncodedAndAgree"),
  TIMES_IN_MILLISECONDS("TIMES", "timesAreSecondsAndNotNegative"),
  NO_EMPTY_NON_TERMINALS("NAMES_BELOW", "ancestorsOfNamesHaveNamesBelow"),
  THROWS_ON_BAD_INPUT("BAD_INPUT", "malformedNamesAreNotFoundAndThrowNothingElse"),
  FOR_ONE_THREAD("MANY_THREADS", "manyThreadsGetWhatOneGets"),
  REMEMBERS_ABSENT_NAMES("BOUNDED_MEMORY", "askingForAbsentNamesDoesNotFillMemory"),
  TELLS_NOBODY("CHANGES", "whoSubscribedIsToldOfAChangeThatCanBeRead"),
  TELLS_WHO_LEFT("CHANGES", "whoSubscribedIsToldOfAChangeThatCanBeRead"),
  // Signatures.
  OTHER_PROPERTY("ALGORITHM", "theAlgorithmHasACanonicalNameAndTheProperty"),
  ACCEPTS_BAD_SIGNATURES("FORGERIES", "forgedSignaturesAreFalseAndThrowNothing"),
  THROWS_ON_BAD_SIGNATURES("BAD_INPUT", "forgedSignaturesAreFalseAndThrowNothing"),
  TAKES_ANY_SEED("KEY_INPUT", "seedsOfOtherLengthsAreRefused"),
  KEEPS_THE_SEED("KEY_INPUT", "seedsAreCopiedAndKeysClosedAndNeverShown"),
  SHOWS_THE_SEED("SECRETS", "seedsAreCopiedAndKeysClosedAndNeverShown"),
  SIGNS_WHEN_CLOSED("CLOSED", "seedsAreCopiedAndKeysClosedAndNeverShown"),
  OTHER_LENGTHS("LENGTHS", "whatWasSignedVerifiesAndHasTheDeclaredLengths");

  private final String rule;
  private final String test;

  Defect(String rule, String test) {
    this.rule = rule;
    this.test = test;
  }

  /** The name of the rule that it breaks. */
  public String rule() {
    return rule;
  }

  /** The test that fails. */
  public String test() {
    return test;
  }

  /** Whether a scheme has it rather than a source of names. */
  public boolean isOfScheme() {
    return compareTo(OTHER_PROPERTY) >= 0;
  }
}
