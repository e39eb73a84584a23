package org.cdrl.weka.natives;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cdrl.natives.LibraryPath;
import org.cdrl.natives.NativeStore;

/**
 * Makes sure that TensorFlow finds its native library: on the class path, where the package for one
 * platform brings it along; else in the user's store of native libraries, after fetching it on
 * first use. The store is outside the package, whose folder Weka deletes with every upgrade.
 *
 * <p>The property {@value #FETCH}{@code =false} forbids fetching on first use.
 */
public final class Natives {
  /** Set to false, nothing is fetched unless asked for. */
  public static final String FETCH = "cdrl.fetch";

  private static boolean ready;

  private Natives() {}

  /**
   * Call before the first use of the engine; costs nothing later.
   *
   * @throws UnavailableException if there is none and none can be had, saying what to do
   */
  public static synchronized void require() throws UnavailableException {
    if (ready) {
      return;
    }
    if (!onClassPath()) {
      NativeArtifact artifact = installed();
      if (artifact == null) {
        artifact = NativeArtifact.here(false);
        if (!Boolean.parseBoolean(System.getProperty(FETCH, "true"))) {
          throw new UnavailableException(
              "TensorFlow's native library is not installed, and the property "
                  + FETCH
                  + " forbids to fetch it; run \"java weka.Run .CDRLSetup\"");
        }
        setUp(artifact, null, System.err::println);
      }
      LibraryPath.set(artifact.place(NativeStore.ofUser()));
    }
    ready = true;
  }

  /**
   * Installs a library.
   *
   * @param from its file, or null to look for it as Maven does
   * @param progress gets lines for people
   * @return where it is
   */
  public static Path setUp(NativeArtifact artifact, Path from, Consumer<String> progress)
      throws UnavailableException {
    if (from != null) {
      artifact.requireFile(from, "Name the right file");
    }
    NativeStore store = NativeStore.ofUser();
    try {
      return artifact.addTo(
          store,
          () -> {
            Path file = from != null ? from : fetched(artifact, progress);
            progress.accept("CDRL: unpacking " + file);
            return file;
          });
    } catch (IOException e) {
      throw new UnavailableException(
          "TensorFlow's native library cannot be installed: " + e.getMessage(), e);
    }
  }

  private static Path fetched(NativeArtifact artifact, Consumer<String> progress)
      throws UnavailableException {
    progress.accept(
        "CDRL: TensorFlow's native library for "
            + artifact.classifier()
            + " is needed once; looking in the local Maven repository, then in the remote one");
    Path file = new MavenArtifacts(progress).fetch(artifact);
    artifact.requireFile(
        file, "Remove it from the local Maven repository, so that it is fetched anew");
    return file;
  }

  /** Whether a library of this machine is on the class path. */
  public static boolean onClassPath() {
    return here().stream()
        .map(artifact -> "org/tensorflow/internal/c_api/" + artifact.classifier() + "/")
        .map(folder -> folder + System.mapLibraryName("jnitensorflow"))
        .anyMatch(file -> Natives.class.getClassLoader().getResource(file) != null);
  }

  /** Which library would be used, and where it is, in words. */
  public static String state() {
    if (onClassPath()) {
      return "came with the package";
    }
    NativeArtifact artifact = installed();
    return artifact == null
        ? "not installed yet"
        : "installed for " + artifact.classifier() + ", in " + artifact.place(NativeStore.ofUser());
  }

  /** The libraries for this machine, the one for GPUs first. */
  private static List<NativeArtifact> here() {
    List<NativeArtifact> artifacts = new ArrayList<>();
    for (boolean gpu : new boolean[] {true, false}) {
      try {
        artifacts.add(NativeArtifact.here(gpu));
      } catch (UnavailableException e) {
        // Not for this machine.
      }
    }
    return artifacts;
  }

  /** The library that is unpacked, the one for GPUs first; null if there is none. */
  private static NativeArtifact installed() {
    NativeStore store = NativeStore.ofUser();
    for (NativeArtifact artifact : here()) {
      for (Path folder : FormerPlaces.of(artifact)) {
        artifact.adopt(store, folder);
      }
    }
    return here().stream().filter(artifact -> artifact.isIn(store)).findFirst().orElse(null);
  }
}
