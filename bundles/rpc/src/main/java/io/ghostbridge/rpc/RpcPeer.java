package io.ghostbridge.rpc;

import io.ghostbridge.api.rpc.CallerIdentity;
import io.grpc.Attributes;

/**
 * The other side of a connection.
 *
 * @param caller who makes the calls, as the transport verified it
 * @param attributes what {@code io.grpc.ServerCall#getAttributes} gives to services: {@code
 *     io.grpc.Grpc.TRANSPORT_ATTR_REMOTE_ADDR}, {@code TRANSPORT_ATTR_LOCAL_ADDR} and, under TLS,
 *     {@code TRANSPORT_ATTR_SSL_SESSION}
 * @param confidential whether the connection is encrypted or cannot leave the machine's kernel
 */
public record RpcPeer(CallerIdentity caller, Attributes attributes, boolean confidential) {}
