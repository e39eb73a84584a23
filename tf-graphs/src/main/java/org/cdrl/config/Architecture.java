package org.cdrl.config;

import java.util.List;
import java.util.Map;

/** What the two networks are made of; immutable. */
public abstract sealed class Architecture extends SettingGroup
    permits VectorArchitecture, ImageArchitecture {
  Architecture(List<Setting<?>> rows, Map<Setting<?>, Object> given) {
    super(rows, given);
  }
}
