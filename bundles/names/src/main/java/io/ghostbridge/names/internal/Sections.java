package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Fills a draft with what one zone has to say, with signatures and proofs or without. */
interface Sections {
  /** Answers with a set of records. */
  void answer(List<Record> set) throws NameSourceException;

  /** Adds a set of records that the client may ask for next. */
  void additional(List<Record> set) throws NameSourceException;

  /** Says that the zone is delegated at {@code cut}, whose records {@code entry} has. */
  void referral(Name cut, NameEntry entry) throws NameSourceException;

  /** Says that {@code owner} is not there. */
  void denyName(Name owner) throws NameSourceException;

  /**
   * Says that {@code owner} has no records of the type.
   *
   * @param entry its records; null for none
   */
  void denyType(Name owner, @Nullable NameEntry entry) throws NameSourceException;
}
