package io.ghostbridge.chain.internal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainRegistration;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.services.Failures;
import java.util.List;

/**
 * Whether the readable fields of a registration say what its transaction does. The transaction
 * alone has authority; a caller whose fields differ from it has made a mistake or was deceived.
 */
final class RegistrationCheck {
  private static final String ED25519 = "ed25519";

  private final NameResolver names;

  RegistrationCheck(NameResolver names) {
    this.names = names;
  }

  /**
   * Throws INVALID_ARGUMENT naming the first field that differs. The transaction must hold the name
   * in canonical form: the ledger takes no other, and would keep the fee.
   */
  void require(DomainRegistration request) {
    SignedTransaction signed = request.getSignedTransaction();
    RegisterName operation = operation(signed);
    same("domain", CanonicalName.of(names, request.getDomain()), operation.getName());
    same("owner_id", account(request.getOwnerId()), sender(signed));
    same(
        "duration_blocks",
        Integer.toUnsignedString(request.getDurationBlocks()),
        Long.toUnsignedString(operation.getDurationBlocks()));
    same("initial_records", records(request), records(operation));
  }

  private static RegisterName operation(SignedTransaction signed) {
    try {
      TransactionBody body = TransactionBody.parseFrom(signed.getBody());
      if (!body.hasRegisterName()) {
        throw Failures.invalid(
            "REGISTRATION_MISMATCH",
            "the signed transaction's operation is "
                + body.getOperationCase()
                + ", expected REGISTER_NAME");
      }
      return body.getRegisterName();
    } catch (InvalidProtocolBufferException e) {
      throw Failures.invalid("MALFORMED", "the signed transaction's body is no TransactionBody");
    }
  }

  private static Address account(String text) {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid("ACCOUNT_ID_INVALID", "owner_id: " + e.getMessage());
    }
  }

  private static Address sender(SignedTransaction signed) {
    if (!signed.getAlgorithm().equals(ED25519)) {
      throw Failures.invalid(
          "UNKNOWN_ALGORITHM",
          "the signature algorithm "
              + Failures.quote(signed.getAlgorithm())
              + " is not known here; expected ed25519");
    }
    return Address.ofEd25519(signed.getPublicKey().toByteArray());
  }

  private static List<NameRecord> records(DomainRegistration request) {
    return request.getInitialRecordsList().stream().map(RegistrationCheck::toLedger).toList();
  }

  private static List<NameRecord> records(RegisterName operation) {
    return operation.getRecordsList();
  }

  private static NameRecord toLedger(DNSRecord each) {
    return NameRecord.newBuilder()
        .setType(each.getType())
        .setValue(each.getValue())
        .setPriority(each.getPriority())
        .setTtl(each.getTtl())
        .build();
  }

  private static void same(String field, Object requested, Object signed) {
    if (!requested.equals(signed)) {
      throw Failures.invalid(
          "REGISTRATION_MISMATCH",
          "the field "
              + field
              + " and the signed transaction differ: "
              + Failures.quote(requested.toString().replace('\n', ' '))
              + " against "
              + Failures.quote(signed.toString().replace('\n', ' ')));
    }
  }
}
