package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;

/**
 * What a signature claims: one of a batch.
 *
 * @param publicKey in the scheme's encoding
 * @param message what was signed
 * @param signature in the scheme's encoding
 */
public record SignedMessage(Bytes publicKey, Bytes message, Bytes signature) {}
