package io.ghostbridge.shell.internal;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Lets commands that take a bundle, such as {@code stop} and {@code update}, be told its id or its
 * symbolic name.
 */
@Component(property = Converter.CONVERTER_CLASSES + "=org.osgi.framework.Bundle")
public final class BundleConverter implements Converter {
  private final BundleContext context;

  /** Finds bundles in the container of {@code context}. */
  @Activate
  public BundleConverter(BundleContext context) {
    this.context = context;
  }

  @Override
  public @Nullable Object convert(Class<?> desired, Object in) {
    if (desired != Bundle.class) {
      return null;
    }
    String text = in.toString();
    if (text.matches("[0-9]{1,18}")) {
      return context.getBundle(Long.parseLong(text));
    }
    return Arrays.stream(context.getBundles())
        .filter(bundle -> text.equals(bundle.getSymbolicName()))
        .max(Comparator.comparing(Bundle::getVersion))
        .orElse(null);
  }

  @Override
  public @Nullable CharSequence format(Object target, int level, Converter escape) {
    if (!(target instanceof Bundle bundle)) {
      return null;
    }
    return bundle.getBundleId() + " " + bundle.getSymbolicName() + " " + bundle.getVersion();
  }
}
