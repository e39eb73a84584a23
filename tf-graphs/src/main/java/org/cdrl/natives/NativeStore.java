package org.cdrl.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Unpacked native libraries. Each has a folder that is named after its content and its platform,
 * and that is there whole or not at all.
 */
public final class NativeStore {
  private static final String HOME = ".cdrl";

  private final Path root;

  /** Libraries below a folder, which need not be there yet. */
  public NativeStore(Path root) {
    this.root = root;
  }

  /**
   * The user's: where the property {@value LibraryPath#CACHE} says, if it is set; else {@code
   * .cdrl/natives} in the user's home.
   */
  public static NativeStore ofUser() {
    String chosen = System.getProperty(LibraryPath.CACHE);
    return new NativeStore(
        chosen == null
            ? Path.of(userHome(), HOME, "natives").toAbsolutePath()
            : Path.of(chosen).toAbsolutePath());
  }

  /** Java says "?" where the user has a number and no name, as in some containers. */
  private static String userHome() {
    String home = System.getProperty("user.home");
    return home.equals("?") ? System.getenv().getOrDefault("HOME", home) : home;
  }

  /**
   * Where a library is or would be.
   *
   * @param content tells it from other libraries for the platform, such as a checksum
   * @param platform such as "linux-x86_64", which is also the folder inside the jar
   */
  public Path place(String content, String platform) {
    return root.resolve(content).resolve(platform);
  }

  /** Whether a library is there. */
  public boolean has(String content, String platform) {
    return Files.isDirectory(place(content, platform));
  }

  /**
   * Something that gives the jar.
   *
   * @param <E> thrown if there is none
   */
  @FunctionalInterface
  public interface Source<E extends Exception> {
    Path jar() throws E;
  }

  /**
   * Unpacks a library unless it is there. Several programs may ask at once: one does the work.
   *
   * @param source asked only if there is work to do
   * @return the library's folder
   * @throws IOException if the jar is damaged or has no library for the platform, or if the folder
   *     cannot be written or has no room
   */
  public <E extends Exception> Path add(String content, String platform, Source<E> source)
      throws IOException, E {
    Path place = place(content, platform);
    // The file's lock is the process's: it does not keep threads apart.
    synchronized (NativeStore.class) {
      if (!has(content, platform)) {
        Files.createDirectories(place.getParent());
        try (FileChannel channel =
                FileChannel.open(
                    place.resolveSibling("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (!has(content, platform)) {
            unpack(source.jar(), platform, place);
          }
        }
      }
    }
    return place;
  }

  /**
   * Takes over a library that was unpacked elsewhere, by moving its folder, unless the store has
   * it. Does nothing where the folder is missing or cannot be moved, as between two disks.
   */
  public void adopt(Path folder, String content, String platform) {
    if (!Files.isDirectory(folder) || has(content, platform)) {
      return;
    }
    try {
      Path place = place(content, platform);
      Files.createDirectories(place.getParent());
      Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The library can still be had from its jar.
    }
  }

  private static void unpack(Path jar, String platform, Path place) throws IOException {
    requireRoom(jar, place.getParent());
    // What a program left that was killed here is of the same name.
    Path temporary = place.resolveSibling(platform + ".tmp");
    delete(temporary);
    Files.createDirectories(temporary);
    try {
      int libraries = 0;
      // As a stream, which checks the checksums of what it unpacks.
      try (InputStream file = Files.newInputStream(jar);
          ZipInputStream zip = new ZipInputStream(file)) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          Path name = Path.of(entry.getName());
          if (isLibrary(entry, platform)) {
            Files.copy(zip, temporary.resolve(name.getFileName()));
            libraries++;
          }
        }
      }
      if (libraries == 0) {
        throw new IOException(jar + " has no library for " + platform);
      }
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(temporary);
    }
  }

  /** Whether an entry is a file right in the platform's folder. */
  static boolean isLibrary(ZipEntry entry, String platform) {
    Path folder = Path.of(entry.getName()).getParent();
    return !entry.isDirectory() && folder != null && folder.endsWith(platform);
  }

  private static void requireRoom(Path jar, Path folder) throws IOException {
    long needed;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      needed = zip.stream().mapToLong(ZipEntry::getSize).sum();
    }
    // Not through the list of mounts, which a chroot may lack.
    long free = folder.toFile().getUsableSpace();
    if (free < needed) {
      throw new IOException(
          "TensorFlow's native library needs "
              + needed / 1_000_000
              + " MB in "
              + folder
              + ", but only "
              + free / 1_000_000
              + " MB are free; make room, or name another folder with -D"
              + LibraryPath.CACHE
              + "=FOLDER");
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
