package io.ghostbridge.plugin.guard.internal;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of a plugin. Calls are counted and timed; what the plugin throws beyond
 * what the interface declares is an error of its, and becomes the declared exception where there is
 * one. Once {@link #release released} it holds nothing of the plugin, whoever still holds it.
 *
 * <p>Interfaces that the plugin's objects answer with (a key, a subscription) are guarded in the
 * same way; gRPC services are guarded call by call.
 */
final class GuardedObject implements InvocationHandler {
  private static final String API = "io.ghostbridge.api.";

  private final PluginAccount account;
  private final BooleanSupplier settingUp;
  private final String name;
  private volatile @Nullable Object target;
  private final Set<GuardedObject> answers =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private GuardedObject(
      PluginAccount account, BooleanSupplier settingUp, String name, Object target) {
    this.account = account;
    this.settingUp = settingUp;
    this.name = name;
    this.target = target;
  }

  /** A guarded object and how it is let go of. */
  record Guarded(Object proxy, GuardedObject handler) {}

  /**
   * Makes one that implements {@code types}.
   *
   * @param settingUp whether the calling thread is one that offers the service to its users or
   *     takes it from them: what they ask meanwhile is no work of the plugin, and goes through an
   *     open breaker, since a user that cannot ask it would not come back
   * @param types interfaces that {@code target} implements
   * @param ownLoader the plugin's class loader, for interfaces that have no loader in common
   */
  static Guarded of(
      PluginAccount account,
      BooleanSupplier settingUp,
      List<Class<?>> types,
      Object target,
      ClassLoader ownLoader) {
    GuardedObject handler =
        new GuardedObject(account, settingUp, types.getFirst().getSimpleName(), target);
    return new Guarded(
        Proxy.newProxyInstance(loader(types, ownLoader), types.toArray(Class<?>[]::new), handler),
        handler);
  }

  /** The API's own loader, so that what outlives the plugin is no class of the plugin's. */
  private static ClassLoader loader(List<Class<?>> types, ClassLoader ownLoader) {
    for (Class<?> type : types) {
      ClassLoader loader = type.getClassLoader();
      if (loader != null && types.stream().allMatch(each -> sees(loader, each))) {
        return loader;
      }
    }
    return ownLoader;
  }

  private static boolean sees(ClassLoader loader, Class<?> type) {
    try {
      return Class.forName(type.getName(), false, loader) == type;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Lets go of the plugin; calls fail from now on. */
  void release() {
    target = null;
    List<GuardedObject> all;
    synchronized (answers) {
      all = List.copyOf(answers);
      answers.clear();
    }
    all.forEach(GuardedObject::release);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    Object called = target;
    boolean closes = isClose(method);
    if (called == null) {
      if (closes) {
        return null;
      }
      throw Refused.by(method, "the plugin " + account.plugin() + " was replaced or removed");
    }
    if (called instanceof ServerInterceptor interceptor
        && method.getDeclaringClass() == ServerInterceptor.class) {
      return intercept(interceptor, arguments);
    }
    String path = name + "." + method.getName();
    boolean passes = closes || settingUp.getAsBoolean() || called instanceof BindableService;
    Call call = passes ? account.beginSetUp(path) : account.begin(path, true);
    if (call == null) {
      throw Refused.by(method, Refusal.message(account.plugin()));
    }
    try {
      return invoke(call, called, method, arguments);
    } catch (RuntimeException e) {
      if (closes) {
        // Whoever lets go of something must not be kept from it.
        return null;
      }
      throw e;
    }
  }

  private static boolean isClose(Method method) {
    return method.getName().equals("close")
        && method.getParameterCount() == 0
        && method.getReturnType() == void.class;
  }

  private @Nullable Object invoke(
      Call call, Object called, Method method, Object @Nullable [] arguments) throws Throwable {
    long cpu = account.cpu().start();
    try {
      Object answer = method.invoke(called, arguments);
      call.succeeded();
      return guarded(answer, method);
    } catch (InvocationTargetException e) {
      throw judged(call, method, e.getCause());
    } finally {
      account.cpu().stop(cpu);
      call.end();
    }
  }

  private Throwable judged(Call call, Method method, @Nullable Throwable thrown) {
    if (thrown == null || thrown instanceof VirtualMachineError) {
      return thrown == null ? new IllegalStateException("no exception") : thrown;
    }
    for (Class<?> declared : method.getExceptionTypes()) {
      // "throws Exception" declares nothing in particular.
      if (declared != Exception.class && declared.isInstance(thrown)) {
        call.succeeded();
        return thrown;
      }
    }
    call.failed(thrown.toString());
    return Refused.because(method, account.plugin(), thrown);
  }

  private @Nullable Object guarded(@Nullable Object answer, Method method) {
    return switch (answer) {
      case null -> null;
      case ServerServiceDefinition service ->
          ServerInterceptors.intercept(service, new GuardedMethods(account));
      case Object object
          when method.getReturnType().isInterface()
              && method.getReturnType().getName().startsWith(API) -> {
        Guarded guarded =
            of(account, settingUp, List.of(method.getReturnType()), object, loaderOf(object));
        answers.add(guarded.handler());
        yield guarded.proxy();
      }
      default -> answer;
    };
  }

  private static ClassLoader loaderOf(Object object) {
    ClassLoader loader = object.getClass().getClassLoader();
    return loader == null ? ClassLoader.getPlatformClassLoader() : loader;
  }

  /** An interceptor of a plugin that is not called would let pass what it is there to stop. */
  private @Nullable Object intercept(ServerInterceptor interceptor, Object @Nullable [] arguments) {
    if (arguments == null || !(arguments[0] instanceof ServerCall<?, ?> rpc)) {
      throw new IllegalStateException("an interceptor was called without a call");
    }
    Call call = account.begin(name + ".interceptCall", true);
    if (call == null) {
      Refusal.close(rpc, account.plugin());
      return new ServerCall.Listener<>() {};
    }
    return intercept(call, interceptor, rpc, arguments);
  }

  @SuppressWarnings("unchecked") // the dispatcher's own arguments, in their order
  private <Q, A> ServerCall.Listener<Q> intercept(
      Call call, ServerInterceptor interceptor, ServerCall<?, ?> rpc, Object[] arguments) {
    // What is behind the interceptor is not the plugin's to answer for.
    InterceptedHandler<Q, A> next =
        new InterceptedHandler<>((io.grpc.ServerCallHandler<Q, A>) arguments[2]);
    long cpu = account.cpu().start();
    try {
      ServerCall.Listener<Q> listener =
          interceptor.interceptCall((ServerCall<Q, A>) rpc, (Metadata) arguments[1], next);
      call.succeeded();
      return listener;
    } catch (RuntimeException | Error e) {
      if (next.hasThrown(e)) {
        call.succeeded();
      } else {
        call.failed(e.toString());
      }
      throw e;
    } finally {
      account.cpu().stop(cpu);
      call.end();
    }
  }

  @SuppressWarnings("ReferenceEquality") // as Object.equals does, without asking the plugin
  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> name + " of plugin " + account.plugin();
    };
  }
}
