package io.ghostbridge.rpc.internal.call;

import io.grpc.Context;
import java.util.concurrent.Executor;

/**
 * What all calls share.
 *
 * @param maxMessageBytes the largest message that is accepted
 * @param maxQueuedBytes how much may wait for a slow client before its call is ended; producers
 *     that look at {@code isReady}, and virtual threads, never get near
 * @param handlerThreads runs handlers that may block
 * @param baseContext the context that calls' contexts are made from
 */
public record CallSettings(
    int maxMessageBytes, int maxQueuedBytes, Executor handlerThreads, Context baseContext) {}
