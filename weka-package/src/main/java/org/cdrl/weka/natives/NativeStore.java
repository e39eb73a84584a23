package org.cdrl.weka.natives;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A folder of unpacked native libraries, one folder each. */
final class NativeStore {
  /** What an unpacked library needs, and some room. */
  private static final long ROOM = 1_300_000_000;

  private final Path folder;

  NativeStore(Path folder) {
    this.folder = folder.resolve(NativeArtifact.VERSION);
  }

  /** Where a library is or would be. */
  Path place(NativeArtifact artifact) {
    return folder.resolve(artifact.classifier());
  }

  /** Whether a library is there, whole. */
  boolean has(NativeArtifact artifact) {
    return Files.isDirectory(place(artifact));
  }

  /** Something that gives the artifact's file. */
  @FunctionalInterface
  interface Source {
    Path file() throws UnavailableException;
  }

  /**
   * Unpacks a library unless it is there. Several processes may ask at once: one does the work.
   *
   * @throws UnavailableException if the file is not the one that was published, or there is no room
   */
  void add(NativeArtifact artifact, Source source) throws UnavailableException {
    try {
      Files.createDirectories(folder);
      Path lockFile = folder.resolve("lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!has(artifact)) {
          requireRoom();
          unpack(artifact, source.file());
        }
      }
    } catch (IOException e) {
      throw new UnavailableException(
          "TensorFlow's native library cannot be unpacked to " + folder + ": " + e, e);
    }
  }

  private void requireRoom() throws IOException, UnavailableException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < ROOM) {
      throw new UnavailableException(
          "TensorFlow's native library needs "
              + ROOM / 1_000_000
              + " MB in "
              + folder
              + ", but only "
              + free / 1_000_000
              + " MB are free");
    }
  }

  private void unpack(NativeArtifact artifact, Path file) throws IOException, UnavailableException {
    // Under another name until all is there, and right.
    Path temporary = folder.resolve(artifact.classifier() + ".tmp");
    delete(temporary);
    Files.createDirectories(temporary);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String inside = "/" + artifact.classifier() + "/";
      int libraries = 0;
      try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest);
          ZipInputStream zip = new ZipInputStream(in)) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          int at = entry.getName().indexOf(inside);
          String name = entry.getName().substring(at < 0 ? 0 : at + inside.length());
          if (at >= 0 && !entry.isDirectory() && !name.contains("/")) {
            Files.copy(zip, temporary.resolve(name));
            libraries++;
          }
        }
        // The directory at the file's end.
        in.transferTo(OutputStream.nullOutputStream());
      }
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(artifact.sha256()) || libraries == 0) {
        throw new UnavailableException(
            file
                + " is not "
                + NativeArtifact.NAME
                + " "
                + NativeArtifact.VERSION
                + " for "
                + artifact.classifier()
                + " as it was published: its SHA-256 is "
                + found
                + ", expected "
                + artifact.sha256()
                + ". Delete it and try again");
      }
      Files.move(temporary, place(artifact), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } finally {
      delete(temporary);
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
