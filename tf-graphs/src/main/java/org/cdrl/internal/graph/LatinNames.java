package org.cdrl.internal.graph;

import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Scope;

/**
 * Names of operations with the digits that TensorFlow accepts. Its Java library numbers operations
 * in the digits of the default locale, such as "Const_١" in Egypt, and then refuses the name.
 *
 * @param scope that names them
 */
record LatinNames(Scope scope) implements Scope {

  /** A graph or function whose operations are named so. */
  record Environment(ExecutionEnvironment env) implements ExecutionEnvironment {
    @Override
    public Scope baseScope() {
      return new LatinNames(env.baseScope());
    }

    @Override
    public OperationBuilder opBuilder(String type, String name, Scope scope) {
      return env.opBuilder(type, name, scope);
    }

    @Override
    public void attachFunction(ConcreteFunction function) {
      env.attachFunction(function);
    }

    @Override
    public void checkInput(Operation input) {
      env.checkInput(input);
    }

    @Override
    public Types environmentType() {
      return env.environmentType();
    }

    @Override
    public boolean isInitializer(Operation operation) {
      return env.isInitializer(operation);
    }
  }

  /** A name with digits 0 to 9 for those of other scripts. */
  static String latin(String name) {
    return name.codePoints()
        .map(c -> Character.isDigit(c) ? Character.forDigit(Character.digit(c, 10), 10) : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public String makeOpName(String defaultName) {
    return latin(scope.makeOpName(defaultName));
  }

  @Override
  public String makeUnique(String id) {
    return latin(scope.makeUnique(id));
  }

  @Override
  public void refreshNames() {
    scope.refreshNames();
  }

  @Override
  public ExecutionEnvironment env() {
    return scope.env();
  }

  @Override
  public Scope withSubScope(String childScopeName) {
    return new LatinNames(scope.withSubScope(childScopeName));
  }

  @Override
  public Scope withName(String opName) {
    return new LatinNames(scope.withName(opName));
  }

  @Override
  public Scope withNameAsSubScope(String defaultName) {
    return new LatinNames(scope.withNameAsSubScope(defaultName));
  }

  @Override
  public Scope withDevice(DeviceSpec device) {
    return new LatinNames(scope.withDevice(device));
  }

  @Override
  public Scope withInitScope() {
    return new LatinNames(scope.withInitScope());
  }

  @Override
  public Scope withControlDependencyOps(Iterable<Operation> controls) {
    return new LatinNames(scope.withControlDependencyOps(controls));
  }

  @Override
  public OperationBuilder apply(OperationBuilder builder) {
    return scope.apply(builder);
  }

  @Override
  public String getDeviceString() {
    return scope.getDeviceString();
  }

  @Override
  public boolean isInit() {
    return scope.isInit();
  }
}
