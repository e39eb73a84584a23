package org.cdrl.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * TensorFlow's native library in a jar on the class path.
 *
 * <p>JavaCPP's loader unpacks such a jar into a folder that all programs of a user share, and
 * unpacks again when a file's time is not what it expects, as after a program in another time zone.
 * A program that maps the file meanwhile dies of SIGBUS. So the jar is unpacked here, once, and the
 * loader is told where.
 */
public final class ClassPathLibrary {
  private static final String PACKAGE = "org/tensorflow/internal/c_api/";

  private static boolean ready;

  private ClassPathLibrary() {}

  /**
   * Unpacks the library unless it is, and tells the loader, or loads it in its stead where the
   * process is the program's own ({@link OwnProcess}). Does nothing where the loader was told
   * otherwise, where the class path has no such jar, and the second time.
   *
   * @throws UncheckedIOException if it cannot be unpacked, saying why
   */
  public static synchronized void prepare() {
    if (ready) {
      return;
    }
    ClassLoader classes = ClassPathLibrary.class.getClassLoader();
    String platform = platform();
    // As the loader does: the library for GPUs before the other.
    for (String candidate : List.of(platform + "-gpu", platform)) {
      URL library =
          classes.getResource(PACKAGE + candidate + "/" + System.mapLibraryName("jnitensorflow"));
      if (library != null && !LibraryPath.isTold()) {
        try {
          Path jar = jar(library);
          if (jar != null) {
            Path folder = NativeStore.ofUser().add(content(jar, candidate), candidate, () -> jar);
            LibraryPath.setFirst(folder, classes);
            if (!LibraryPath.isOfGpu()) {
              OwnProcess.load(folder);
            }
          }
        } catch (IOException e) {
          throw new UncheckedIOException(
              "TensorFlow's native library cannot be unpacked: " + e.getMessage(), e);
        }
      }
    }
    ready = true;
  }

  /** How JavaCPP names this machine. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return (os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : "linux")
        + "-"
        + (arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm64" : arch);
  }

  /** The jar that a resource is in; null if it is in something else. */
  private static Path jar(URL resource) throws IOException {
    if (!(resource.openConnection() instanceof JarURLConnection connection)
        || !connection.getJarFileURL().getProtocol().equals("file")) {
      return null;
    }
    try {
      URI file = connection.getJarFileURL().toURI();
      return Path.of(file);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Tells libraries apart by what the jar's directory says of them, without reading all of it. */
  static String content(Path jar, String platform) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      zip.stream()
          .filter(entry -> NativeStore.isLibrary(entry, platform))
          .map(ClassPathLibrary::facts)
          .sorted()
          .forEach(facts -> digest.update(facts.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String facts(ZipEntry entry) {
    return entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n";
  }
}
