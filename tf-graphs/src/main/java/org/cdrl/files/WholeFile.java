package org.cdrl.files;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a file under a temporary name beside it and moves it into place, so that nothing half
 * written is left and what was there before survives a failure. A file that is replaced keeps its
 * permissions, and a symbolic link keeps pointing to it.
 */
public final class WholeFile {
  /** Links that are followed before they count as a circle; Linux allows as many. */
  private static final int MOST_LINKS = 40;

  private WholeFile() {}

  /** What goes into a file; it may close the stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Fails if the file could not be written, to say so before hours of work and not after them.
   *
   * @throws IOException saying what is in the way
   */
  public static void requireWritable(Path file) throws IOException {
    requireWritable(file, target(file));
  }

  private static void requireWritable(Path file, Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException(file + " is a folder; name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("Cannot write " + file + ": there is no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("Cannot write " + file + ": the folder " + folder + " is read-only");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // Moving over a device or a pipe would replace it.
      throw new IOException("Cannot write " + file + ": it is not a regular file");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      // Moving over it would succeed.
      throw new IOException("Cannot write " + file + ": it is read-only");
    }
  }

  /**
   * Fails if the disk has no room for a file. What is there already stays until the new file is
   * complete, so that its room does not count.
   *
   * @param bytes about how large the file will be
   * @throws IOException naming the file, what it needs and what is free
   */
  public static void requireRoom(Path file, long bytes) throws IOException {
    // Not through the list of mounts, which a chroot may lack.
    long free = target(file).getParent().toFile().getUsableSpace();
    if (free < bytes) {
      throw new IOException(
          "Cannot write "
              + file
              + ": it needs about "
              + megabytes(bytes)
              + ", but "
              + megabytes(free)
              + " are free on its disk");
    }
  }

  private static String megabytes(long bytes) {
    return (bytes + 999_999) / 1_000_000 + " MB";
  }

  /** Writes a file; on failure nothing has changed, and the message names the file. */
  public static void write(Path path, Content content) throws IOException {
    Path target = target(path);
    requireWritable(path, target);
    removeLeftovers(target);
    // Beside the target, for a move to be one step.
    Path temporary = create(target);
    // For Ctrl-C, which skips the finally below.
    temporary.toFile().deleteOnExit();
    boolean moved = false;
    try {
      // A stream, not a channel: an interrupted thread must be able to save what it has.
      try (FileOutputStream file = new FileOutputStream(temporary.toFile());
          OutputStream out = new BufferedOutputStream(new Named(file, path), 1 << 16)) {
        // Held while this program lives: see removeLeftovers.
        lock(file.getChannel());
        content.writeTo(out);
        out.flush();
        if (file.getFD().valid()) { // The content may have closed it.
          file.getFD().sync();
        }
      }
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
      moved = true;
    } finally {
      if (!moved) { // Else the name may be another thread's by now.
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** Writes a text file in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes what took long to make. If the file cannot be written, a full disk being the usual
   * reason, writes it to the folder of temporary files or the user's own instead.
   *
   * @throws IOException if the file was not written, saying where it is instead
   */
  public static void writeOrKeep(Path file, Content content) throws IOException {
    try {
      write(file, content);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; " + kept(file, content), e);
    }
  }

  private static String kept(Path file, Content content) {
    Set<Path> folders = new LinkedHashSet<>();
    for (String property : List.of("java.io.tmpdir", "user.home")) {
      String folder = System.getProperty(property);
      if (folder != null) {
        folders.add(Path.of(folder).toAbsolutePath());
      }
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    for (Path folder : folders) {
      try {
        Path kept =
            Files.createTempFile(
                folder,
                (dot > 0 ? name.substring(0, dot) : name) + "-",
                dot > 0 ? name.substring(dot) : null);
        try {
          write(kept, content);
          return "it was written to " + kept + " instead";
        } catch (IOException e) {
          Files.deleteIfExists(kept);
        }
      } catch (IOException | UncheckedIOException e) {
        // The next folder may do.
      }
    }
    return "there was no room for it elsewhere either (" + folders + ")";
  }

  /** Where a file is or will be: a link, even one to nothing yet, means what it points to. */
  private static Path target(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("Cannot write " + path + ": its links lead in a circle");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** An empty file that only who may read the target may read. */
  private static Path create(Path target) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    Set<PosixFilePermission> permissions = null;
    if (view != null && Files.exists(target)) {
      permissions = view.readAttributes().permissions();
    }
    String prefix = target.getFileName() + "." + ProcessHandle.current().pid();
    // The same names again and again: what is to be deleted on exit is kept in memory.
    for (int n = 0; ; n++) {
      Path temporary = target.resolveSibling(prefix + (n == 0 ? "" : "-" + n) + ".tmp");
      try {
        if (permissions == null) {
          return Files.createFile(temporary);
        }
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(permissions));
        // Creating takes away what the user's mask does.
        Files.setPosixFilePermissions(temporary, permissions);
        return temporary;
      } catch (FileAlreadyExistsException e) {
        // Another thread writes it.
      }
    }
  }

  /**
   * Deletes temporary files of this target whose programs were killed: no program of this machine
   * has their number, and none of another machine that shares the folder holds their lock. What
   * cannot be deleted stays.
   */
  private static void removeLeftovers(Path target) {
    Pattern name =
        Pattern.compile(
            Pattern.quote(target.getFileName().toString()) + "\\.([0-9]{1,18})(-[0-9]+)?\\.tmp");
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            target.getParent(), file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
      for (Path file : files) {
        Matcher matcher = name.matcher(file.getFileName().toString());
        if (matcher.matches()
            && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()
            && isUnlocked(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException | SecurityException e) {
      // They are in nobody's way.
    }
  }

  private static boolean isUnlocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (NoSuchFileException e) {
      return false; // It is done.
    }
  }

  /** Where locks are not to be had, temporary files of killed programs stay. */
  private static void lock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException e) {
      // Then others cannot lock it either, and leave it alone.
    }
  }

  /** Says which file it was that could not be written. */
  private static final class Named extends FilterOutputStream {
    private final Path path;

    Named(OutputStream out, Path path) {
      super(out);
      this.path = path;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        out.write(bytes, from, count);
      } catch (IOException e) {
        throw new IOException("Cannot write " + path + ": " + e.getMessage(), e);
      }
    }
  }
}
