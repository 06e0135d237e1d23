package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.jsonrpc.JsonRpcMethods;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A bundle's methods and the calls of them that are being made. Any thread. */
final class MethodProvider {
  private final JsonRpcMethods methods;
  private final Set<String> names;
  private final Set<Thread> calling = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private boolean closed;

  MethodProvider(JsonRpcMethods methods) {
    this.methods = methods;
    this.names = Set.copyOf(methods.names());
  }

  Set<String> names() {
    return names;
  }

  /** Calls a method; one that is withdrawn just now is told as a server error. */
  @Nullable Object call(
      String method, List<? extends @Nullable Object> params, JsonRpcClient client)
      throws JsonRpcException, InterruptedException {
    enter(method);
    try {
      return methods.call(method, params, client);
    } finally {
      leave();
    }
  }

  private void enter(String method) throws JsonRpcException {
    lock.lock();
    try {
      if (closed) {
        throw new JsonRpcException(
            JsonRpcException.SERVER_ERROR,
            "the bundle that has " + method + " is being replaced; try again");
      }
      calling.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      calling.remove(Thread.currentThread());
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more calls; after {@code bound} those that are left are interrupted. */
  void close(Duration bound) {
    lock.lock();
    try {
      closed = true;
      if (!awaitEnd(bound)) {
        calling.forEach(Thread::interrupt);
        awaitEnd(bound);
      }
    } catch (InterruptedException e) {
      calling.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitEnd(Duration bound) throws InterruptedException {
    long left = bound.toNanos();
    while (!calling.isEmpty() && left > 0) {
      left = done.awaitNanos(left);
    }
    return calling.isEmpty();
  }
}
