package io.ghostbridge.plugin.verify;

import java.time.Instant;

/**
 * Who signed a plugin, by a certificate that the operator trusts.
 *
 * @param name the certificate's subject, RFC 2253
 * @param certificateSha256 of the certificate's DER form, lower-case hexadecimal
 * @param serialNumber hexadecimal
 * @param notBefore since when the certificate is valid
 * @param notAfter until when it is valid
 * @param trustedBy the file of the trust directory that vouches for it
 * @param voucherKeySha256 of the public key (SubjectPublicKeyInfo) of the certificate in that file,
 *     lower-case hexadecimal: it stays when the certificate is renewed for the same key
 */
public record Publisher(
    String name,
    String certificateSha256,
    String serialNumber,
    Instant notBefore,
    Instant notAfter,
    String trustedBy,
    String voucherKeySha256) {}
