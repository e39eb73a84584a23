package org.cdrl.examples;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import java.util.List;
import java.util.stream.Stream;

/** What users of a library can see of its classes. */
final class PublicApi {
  private PublicApi() {}

  /** Whether a package says that it is no public API. */
  static boolean isInternal(JavaClass type) {
    return List.of(type.getPackageName().split("\\.")).contains("internal");
  }

  /** Whether users can name a class. */
  static boolean has(JavaClass type) {
    return !isInternal(type)
        && isVisible(type)
        && type.getEnclosingClass().map(PublicApi::has).orElse(true);
  }

  private static boolean isVisible(HasModifiers part) {
    return (part.getModifiers().contains(JavaModifier.PUBLIC)
            || part.getModifiers().contains(JavaModifier.PROTECTED))
        && !part.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  /** Members that users can call or read. */
  static Stream<JavaMember> members(JavaClass type) {
    return type.getMembers().stream().filter(PublicApi::isVisible);
  }

  /** The classes that the declaration of a class names. */
  static Stream<JavaClass> named(JavaClass type) {
    return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
        .flatMap(PublicApi::raw);
  }

  /** The classes that the declaration of a member names. */
  static Stream<JavaClass> named(JavaMember member) {
    if (member instanceof JavaField field) {
      return raw(field.getType());
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    return Stream.of(
            code.getParameterTypes().stream().flatMap(PublicApi::raw),
            raw(code.getReturnType()),
            code.getExceptionTypes().stream())
        .flatMap(classes -> classes);
  }

  private static Stream<JavaClass> raw(JavaType type) {
    return type.getAllInvolvedRawTypes().stream().map(JavaClass::getBaseComponentType);
  }
}
