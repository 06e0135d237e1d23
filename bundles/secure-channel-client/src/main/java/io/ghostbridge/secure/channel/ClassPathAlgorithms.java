package io.ghostbridge.secure.channel;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.secure.channel.internal.component.ComponentDescriptor;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of the {@code crypto-*} bundles that are on a class path, for programs without a
 * container: each is made as its own component descriptor says (OSGi Declarative Services, section
 * 112.4), once, when it is asked for. Nothing comes or goes. Safe for use by any thread.
 */
public final class ClassPathAlgorithms implements CryptoAlgorithms {
  private final ClassLoader loader;
  private final List<ComponentDescriptor> descriptors;
  private final Map<ComponentDescriptor, Object> made = new HashMap<>();

  /**
   * Those that {@code loader} sees.
   *
   * @throws IOException if a jar cannot be read
   */
  public ClassPathAlgorithms(ClassLoader loader) throws IOException {
    this.loader = loader;
    descriptors = ComponentDescriptor.all(loader);
  }

  @Override
  public <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm) {
    ComponentDescriptor found = find(primitive.getName(), CryptoAlgorithm.ALGORITHM, algorithm);
    if (found == null) {
      throw new AlgorithmNotAvailableException(algorithm, installed(primitive));
    }
    return primitive.cast(make(found));
  }

  @Override
  public List<String> installed(Class<? extends CryptoAlgorithm> primitive) {
    return descriptors.stream()
        .filter(descriptor -> descriptor.services().contains(primitive.getName()))
        .flatMap(descriptor -> descriptor.property(CryptoAlgorithm.ALGORITHM).stream())
        .sorted()
        .distinct()
        .toList();
  }

  private @Nullable ComponentDescriptor find(String service, String property, String value) {
    return descriptors.stream()
        .filter(descriptor -> descriptor.services().contains(service))
        .filter(descriptor -> descriptor.property(property).filter(value::equals).isPresent())
        .findFirst()
        .orElse(null);
  }

  private synchronized Object make(ComponentDescriptor descriptor) {
    Object known = made.get(descriptor);
    if (known != null) {
      return known;
    }
    @Nullable Object[] arguments = new @Nullable Object[descriptor.references().size()];
    for (ComponentDescriptor.Reference reference : descriptor.references()) {
      ComponentDescriptor target =
          find(reference.service(), reference.property(), reference.value());
      if (target == null && !reference.optional()) {
        throw new NoSuchElementException(
            descriptor.implementation()
                + " needs "
                + reference
                + ", which is not on the class path");
      }
      arguments[reference.parameter()] = target == null ? null : make(target);
    }
    Object component = instantiate(descriptor, arguments);
    made.put(descriptor, component);
    return component;
  }

  private Object instantiate(ComponentDescriptor descriptor, @Nullable Object[] arguments) {
    try {
      for (Constructor<?> constructor :
          loader.loadClass(descriptor.implementation()).getConstructors()) {
        if (constructor.getParameterCount() == arguments.length) {
          return constructor.newInstance(arguments);
        }
      }
      throw new NoSuchMethodException("a constructor of " + arguments.length + " parameters");
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          descriptor.implementation() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(descriptor.implementation() + " cannot be made", e);
    }
  }
}
