package io.ghostbridge.rpc;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The header section of a request, as far as the HTTP version's own rules were checked by the
 * transport.
 *
 * @param method the HTTP method
 * @param path the request target, which for gRPC is {@code /package.Service/Method}
 * @param authority the host that the client asked for
 * @param fields names (lower case) and values alternately, without the pseudo-header fields; the
 *     array becomes the dispatcher's, the arrays in it stay shared and are never written to
 * @param fieldCount how many fields {@code fields} holds; it may be longer than twice that
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and made for every call
public record RequestHead(
    AsciiString method,
    AsciiString path,
    @Nullable AsciiString authority,
    byte[][] fields,
    int fieldCount) {}
