package org.cdrl.weka.natives;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import weka.core.WekaPackageManager;

/** Where the package kept native libraries before, in its own folder or in Weka's home. */
final class FormerPlaces {
  private FormerPlaces() {}

  /** Folders in which a library may lie. */
  static List<Path> of(NativeArtifact artifact) {
    return Stream.of(
            WekaPackageManager.PACKAGES_DIR.toPath().resolve("cdrl"),
            WekaPackageManager.WEKA_HOME.toPath().resolve("cdrl"))
        .map(home -> home.resolve("natives").resolve(NativeArtifact.VERSION))
        .map(natives -> natives.resolve(artifact.classifier()))
        .toList();
  }
}
