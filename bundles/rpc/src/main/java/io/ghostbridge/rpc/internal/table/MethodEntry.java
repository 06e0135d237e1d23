package io.ghostbridge.rpc.internal.table;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;

/**
 * A method that can be called.
 *
 * @param gate counts the calls of the method's service
 * @param handler the service's handler behind all interceptors
 * @param repeatable whether its {@code idempotency_level} says that it may be called twice
 * @param nonBlocking whether the handler runs on the event loop
 * @param statistics what is counted of the method, the same in all tables
 */
public record MethodEntry<Q, A>(
    ServiceGate gate,
    MethodDescriptor<Q, A> descriptor,
    ServerCallHandler<Q, A> handler,
    boolean repeatable,
    boolean nonBlocking,
    MethodStatistics statistics) {}
