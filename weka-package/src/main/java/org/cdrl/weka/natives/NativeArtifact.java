package org.cdrl.weka.natives;

import java.util.Locale;

/**
 * The native library of one platform as it is published.
 *
 * @param classifier of the artifact, and the name of the folder inside it
 * @param sha256 of the artifact, in hexadecimal digits
 */
public record NativeArtifact(String classifier, String sha256) {
  /** The artifact's coordinates but for the classifier. */
  public static final String GROUP = "org.tensorflow";

  public static final String NAME = "tensorflow-core-native";

  /** The version that the package was built with. */
  public static final String VERSION = "1.1.0";

  private static final NativeArtifact LINUX =
      new NativeArtifact(
          "linux-x86_64", "81b0e11290ba3b2e134901395ef59f1ae616f8ab7931f0d5c3eeb89c1b97c4e6");

  private static final NativeArtifact LINUX_GPU =
      new NativeArtifact(
          "linux-x86_64-gpu", "9e2c48fbc444e941dc09eb998b16c8d699c8ca950d2bf09ab90871137a982826");

  private static final NativeArtifact LINUX_ARM =
      new NativeArtifact(
          "linux-arm64", "3746b48054fd973531fe3ae097b8ec28a694aa2f0bf06e1ce8b5d1e0990390a2");

  private static final NativeArtifact MAC =
      new NativeArtifact(
          "macosx-arm64", "3d1c28926f59a6743ec1168d9fa21575555a09039b5dc8d6cc0a6e2af03e7538");

  private static final NativeArtifact WINDOWS =
      new NativeArtifact(
          "windows-x86_64", "be518cd4e9805912e776333f144f476ed3c5288c15b9a5374daa4c2f39bbf378");

  /**
   * The artifact for a machine.
   *
   * @param os as the property {@code os.name} tells
   * @param arch as the property {@code os.arch} tells
   * @param gpu for NVIDIA GPUs
   * @throws UnavailableException if there is none, naming those that there are
   */
  public static NativeArtifact of(String os, String arch, boolean gpu) throws UnavailableException {
    String system = os.toLowerCase(Locale.ROOT);
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    NativeArtifact found =
        system.startsWith("linux") && intel
            ? gpu ? LINUX_GPU : LINUX
            : gpu
                ? null
                : system.startsWith("linux") && arm
                    ? LINUX_ARM
                    : system.startsWith("mac") && arm
                        ? MAC
                        : system.startsWith("windows") && intel ? WINDOWS : null;
    if (found == null) {
      throw new UnavailableException(
          "TensorFlow for Java has no native library "
              + (gpu ? "for GPUs " : "")
              + "for this machine ("
              + os
              + ", "
              + arch
              + "); it has "
              + (gpu
                  ? "one for NVIDIA GPUs on Linux with x86_64 processors"
                  : "those for Linux (x86_64, arm64), macOS (arm64) and Windows (x86_64)"));
    }
    return found;
  }

  /** The artifact for this machine. */
  public static NativeArtifact here(boolean gpu) throws UnavailableException {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), gpu);
  }
}
