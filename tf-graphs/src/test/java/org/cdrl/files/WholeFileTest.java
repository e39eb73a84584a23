package org.cdrl.files;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReplaces() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.write(file, "one");
    WholeFile.write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void failureLeavesWhatWasThere() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old");
    assertThrows(
        IOException.class,
        () ->
            WholeFile.write(
                file,
                out -> {
                  out.write('x');
                  throw new IOException("full");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void linkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    WholeFile.write(link, "new");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void linkToNothingYetStaysALinkToTheNewFile() throws IOException {
    Path file = folder.resolve("a.txt");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a.txt"));
    WholeFile.write(link, "new");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
    Path lost = Files.createSymbolicLink(folder.resolve("lost"), folder.resolve("none/a.txt"));
    assertTrue(message(lost).contains("there is no folder"));
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    assertTrue(message(circle).contains("circle"));
  }

  @Test
  void permissionsStay() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Set<PosixFilePermission> seen = new HashSet<>();
    for (String permissions : List.of("rw-------", "rw-rw-rw-", "rw-r-----")) {
      Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
      Files.setPosixFilePermissions(file, wanted);
      seen.clear();
      WholeFile.write(
          file,
          out -> {
            Path temporary =
                files().stream().filter(f -> !f.equals(file)).findFirst().orElseThrow();
            seen.addAll(Files.getPosixFilePermissions(temporary));
            out.write(1);
          });
      assertEquals(wanted, Files.getPosixFilePermissions(file));
      assertEquals(wanted, seen, "while it is written");
    }
  }

  @Test
  void filesOfKilledProgramsGoAndOthersStay() throws Exception {
    Path file = folder.resolve("a.txt");
    Process ended = new ProcessBuilder("java", "-version").start();
    ended.waitFor();
    Path left = Files.createFile(folder.resolve("a.txt." + ended.pid() + ".tmp"));
    Path second = Files.createFile(folder.resolve("a.txt." + ended.pid() + "-1.tmp"));
    Path alive =
        Files.createFile(folder.resolve("a.txt." + ProcessHandle.current().pid() + ".tmp"));
    Path users = Files.createFile(folder.resolve("a.txt.old.tmp"));
    Path other = Files.createFile(folder.resolve("b.txt." + ended.pid() + ".tmp"));
    WholeFile.write(file, "new");
    assertEquals(Set.of(file, alive, users, other), Set.copyOf(files()));
    assertFalse(Files.exists(left) || Files.exists(second));
  }

  @Test
  void severalThreadsWriteOneFile() {
    Path file = folder.resolve("a.txt");
    IntStream.range(0, 40)
        .parallel()
        .forEach(
            n -> {
              try {
                WholeFile.write(file, "number " + n);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertTrue(assertDoesNotThrow(() -> Files.readString(file)).startsWith("number "));
    assertEquals(List.of(file), assertDoesNotThrow(this::files));
  }

  @Test
  void whatTookLongIsKeptElsewhere() throws IOException {
    Path file = Files.writeString(folder.resolve("a.cdrl"), "old");
    int[] calls = {0};
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                WholeFile.writeOrKeep(
                    file,
                    out -> {
                      out.write('x');
                      if (calls[0]++ == 0) {
                        throw new IOException("full");
                      }
                    }));
    Matcher kept =
        Pattern.compile("full; it was written to (.*) instead").matcher(failure.getMessage());
    assertTrue(kept.matches(), failure.getMessage());
    Path elsewhere = Path.of(kept.group(1));
    assertEquals("x", Files.readString(elsewhere));
    Files.delete(elsewhere);
    assertEquals("old", Files.readString(file));
  }

  @Test
  void roomIsAskedForBeforeTheWork() throws IOException {
    Path file = folder.resolve("a.cdrl");
    WholeFile.requireRoom(file, 1);
    IOException failure =
        assertThrows(IOException.class, () -> WholeFile.requireRoom(file, Long.MAX_VALUE / 2));
    assertTrue(failure.getMessage().contains("Cannot write " + file + ": it needs about"));
  }

  @Test
  void foldersAndMissingFoldersAreRefused() {
    assertTrue(message(folder).contains("is a folder"));
    assertTrue(message(folder.resolve("none/a.txt")).contains("there is no folder"));
  }

  private static String message(Path file) {
    return assertThrows(IOException.class, () -> WholeFile.requireWritable(file)).getMessage();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
