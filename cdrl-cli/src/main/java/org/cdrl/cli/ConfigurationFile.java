package org.cdrl.cli;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.DescribeConfigurable;
import com.oracle.labs.mlrg.olcut.config.DescribeConfigurable.FieldInfo;
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoaderException;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cdrl.tribuo.ResumableTrainer;
import org.tribuo.ConfigurableDataSource;

/** An OLCUT configuration: trainers and data sources by name. */
final class ConfigurationFile implements AutoCloseable {
  static final String SET = "set";

  private static final String XML = ".xml";

  private final Path file;
  private final ConfigurationManager manager;

  private ConfigurationFile(Path file, ConfigurationManager manager) {
    this.file = file;
    this.manager = manager;
  }

  /**
   * Reads a file.
   *
   * @param allowed classes that it may build besides Tribuo's, OLCUT's and ours
   * @throws IOException if it is not there or no configuration, saying so
   */
  static ConfigurationFile read(Path file, Set<String> allowed) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!file.toString().endsWith(XML)) {
      throw new IOException(file + ": a configuration's name ends in " + XML);
    }
    // OLCUT reads what was checked: the file itself may be another one by then.
    Path checked = Files.createTempFile("cdrl", XML);
    try {
      Files.write(checked, ConfigurationXml.read(file, allowed));
      return new ConfigurationFile(file, new ConfigurationManager(checked.toUri().toURL()));
    } catch (ConfigLoaderException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new IOException(
          file + " is no OLCUT configuration: " + cause.getMessage().replaceAll("\\s*\\R\\s*", " "),
          e);
    } finally {
      Files.delete(checked);
    }
  }

  /** Replaces a setting by what COMPONENT.SETTING=VALUE says; a list has commas between values. */
  void set(String text) throws UsageException {
    int equals = text.indexOf('=');
    int dot = equals < 0 ? -1 : text.lastIndexOf('.', equals);
    if (dot <= 0 || equals == dot + 1) {
      throw new UsageException(
          "--" + SET + " is \"" + text + "\" but must be COMPONENT.SETTING=VALUE");
    }
    set(text.substring(0, dot), text.substring(dot + 1, equals), text.substring(equals + 1));
  }

  /** Replaces a setting. */
  void set(String component, String setting, String value) throws UsageException {
    Class<?> type = type(component, SET);
    Map<String, FieldInfo> settings =
        DescribeConfigurable.generateFieldInfo(type.asSubclass(Configurable.class));
    FieldInfo info = settings.get(setting);
    if (info == null) {
      throw new UsageException(
          "--"
              + SET
              + ": "
              + component
              + " has no setting \""
              + setting
              + "\"; it has "
              + String.join(", ", settings.keySet()));
    }
    Class<?> field = info.field.getType();
    if (Map.class.isAssignableFrom(field)) {
      throw new UsageException(
          "--" + SET + ": " + setting + " has names and values; change it in " + file);
    }
    boolean several = field.isArray() || Collection.class.isAssignableFrom(field);
    Property property =
        several
            ? ListProperty.createFromStringList(
                value.isEmpty() ? List.of() : List.of(value.split(",")))
            : new SimpleProperty(value);
    manager.overrideConfigurableProperty(component, setting, property);
  }

  /**
   * A trainer.
   *
   * @param type of trainer
   * @param option that names it
   */
  <R extends ResumableTrainer<?, ?>> R trainer(Class<R> type, String name, String option)
      throws UsageException {
    return lookup(type, name, option);
  }

  /**
   * A source of data.
   *
   * @param option that names it
   */
  ConfigurableDataSource<?> source(String name, String option) throws UsageException {
    return lookup(ConfigurableDataSource.class, name, option);
  }

  private <C> C lookup(Class<C> wanted, String name, String option) throws UsageException {
    Class<?> type = type(name, option);
    if (!wanted.isAssignableFrom(type)) {
      TreeSet<String> fitting = new TreeSet<>();
      for (String other : manager.getComponentNames()) {
        if (wanted.isAssignableFrom(type(other, option))) {
          fitting.add(other);
        }
      }
      throw new UsageException(
          "--"
              + option
              + ": "
              + name
              + " in "
              + file
              + " is a "
              + type.getSimpleName()
              + " and no "
              + wanted.getSimpleName()
              + (fitting.isEmpty()
                  ? ", and nothing there is"
                  : "; these are: " + String.join(", ", fitting)));
    }
    return wanted.cast(manager.lookup(name));
  }

  /** The class of a component. */
  private Class<?> type(String component, String option) throws UsageException {
    ConfigurationData data =
        manager
            .getConfigurationData(component)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--"
                            + option
                            + ": there is no component \""
                            + component
                            + "\" in "
                            + file
                            + "; it has "
                            + String.join(", ", new TreeSet<>(manager.getComponentNames()))));
    try {
      return Class.forName(data.getClassName(), false, ConfigurationFile.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          file + ": " + component + " is a " + data.getClassName() + ", which is not there");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
