package org.cdrl.weka.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.cdrl.natives.NativeStore;

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

  private static final List<NativeArtifact> ALL =
      List.of(LINUX, LINUX_GPU, LINUX_ARM, MAC, WINDOWS);

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

  /** Tells this library from others of the platform in a store. */
  private String content() {
    return sha256.substring(0, 16);
  }

  /** Where the library is in a store, or would be. */
  Path place(NativeStore store) {
    return store.place(content(), classifier);
  }

  /** Whether a store has the library. */
  boolean isIn(NativeStore store) {
    return store.has(content(), classifier);
  }

  /** Unpacks the library into a store unless it is there. */
  Path addTo(NativeStore store, NativeStore.Source<UnavailableException> source)
      throws IOException, UnavailableException {
    return store.add(content(), classifier, source);
  }

  /**
   * Moves a folder with the unpacked library into a store that lacks it, where that can be done.
   */
  void adopt(NativeStore store, Path folder) {
    store.adopt(folder, content(), classifier);
  }

  /**
   * Fails unless a file is this artifact as it was published.
   *
   * @param remedy what to do about another file
   */
  void requireFile(Path file, String remedy) throws UnavailableException {
    if (!Files.isRegularFile(file)) {
      throw new UnavailableException(
          file + (Files.isDirectory(file) ? " is a folder" : " does not exist") + "; name a file");
    }
    String found = sha256Of(file);
    if (!found.equals(sha256)) {
      String other =
          ALL.stream()
              .filter(artifact -> artifact.sha256.equals(found))
              .map(artifact -> "it is the one for " + artifact.classifier)
              .findFirst()
              .orElse("its SHA-256 is " + found + ", expected " + sha256);
      throw new UnavailableException(
          file
              + " is not "
              + NAME
              + " "
              + VERSION
              + " for "
              + classifier
              + " as it was published: "
              + other
              + ". "
              + remedy);
    }
  }

  private static String sha256Of(Path file) throws UnavailableException {
    try (InputStream in = Files.newInputStream(file)) {
      DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UnavailableException(file + " cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
