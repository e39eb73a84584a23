package org.cdrl.weka.natives;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import weka.core.WekaPackageManager;

/**
 * Makes sure that TensorFlow finds its native library: on the class path, where the package for one
 * platform brings it along; else unpacked beside the package, after fetching it on first use.
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
    if (onClassPath()) {
      keepCacheInside();
    } else {
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
      String place = store().place(artifact).toString();
      System.setProperty("org.bytedeco.javacpp.platform.preloadpath", place);
      System.setProperty("org.bytedeco.javacpp.platform.linkpath", place);
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
    NativeStore store = store();
    store.add(
        artifact,
        () -> {
          progress.accept(
              "CDRL: TensorFlow's native library for "
                  + artifact.classifier()
                  + " is needed once; looking in the local Maven repository, then in the remote"
                  + " one");
          Path file = from != null ? from : new MavenArtifacts(progress).fetch(artifact);
          progress.accept("CDRL: unpacking " + file);
          return file;
        });
    return store.place(artifact);
  }

  /** Whether a library of this machine is on the class path. */
  public static boolean onClassPath() {
    return here().stream()
        .map(artifact -> "org/tensorflow/internal/c_api/" + artifact.classifier() + "/")
        .map(folder -> folder + System.mapLibraryName("jnitensorflow"))
        .anyMatch(file -> Natives.class.getClassLoader().getResource(file) != null);
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
    return here().stream().filter(store()::has).findFirst().orElse(null);
  }

  private static NativeStore store() {
    return new NativeStore(home().resolve("natives"));
  }

  /**
   * The installed package's own folder, which goes away with it; else one in Weka's home, for
   * whoever puts the classes on the class path.
   */
  static Path home() {
    Path packages = WekaPackageManager.PACKAGES_DIR.toPath().toAbsolutePath();
    try {
      CodeSource source = Natives.class.getProtectionDomain().getCodeSource();
      Path jar = source == null ? null : Path.of(source.getLocation().toURI()).toAbsolutePath();
      if (jar != null && jar.startsWith(packages)) {
        return jar.getParent();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return WekaPackageManager.WEKA_HOME.toPath().toAbsolutePath().resolve("cdrl");
  }

  /** What the loader unpacks of a jar goes away with the package, too. */
  private static void keepCacheInside() {
    Path home = home();
    String property = "org.bytedeco.javacpp.cachedir";
    if (home.startsWith(WekaPackageManager.PACKAGES_DIR.toPath().toAbsolutePath())
        && System.getProperty(property) == null) {
      System.setProperty(property, home.resolve("natives").toString());
    }
  }
}
