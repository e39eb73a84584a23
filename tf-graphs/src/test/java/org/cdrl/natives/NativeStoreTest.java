package org.cdrl.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cdrl.internal.graph.Graphs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeStoreTest {
  private static final String MOON = "moon-riscv";

  @TempDir Path folder;

  /** A jar of the published form, with a few bytes for a library. */
  private Path jar(String name, String library) throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve("natives.jar");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("org/tensorflow/internal/c_api/moon-riscv/libx.so"));
      zip.write(library.getBytes(StandardCharsets.US_ASCII));
      zip.putNextEntry(new ZipEntry("org/tensorflow/internal/c_api/moon-riscv/MORE/LICENSE"));
      zip.putNextEntry(new ZipEntry("org/tensorflow/internal/c_api/moon-riscv-gpu/libx.so"));
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
    }
    return file;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void usersWithoutANameHaveTheHomeOfTheEnvironment() {
    Assumptions.assumeTrue(System.getenv("HOME") != null);
    Assumptions.assumeTrue(System.getProperty(LibraryPath.CACHE) == null);
    String home = System.getProperty("user.home");
    try {
      System.setProperty("user.home", "?");
      Path place = NativeStore.ofUser().place("content", MOON);
      assertTrue(place.isAbsolute());
      assertTrue(place.startsWith(Path.of(System.getenv("HOME")).toAbsolutePath()), "" + place);
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @Test
  void librariesAreUnpackedOnceHoweverManyAsk() throws Exception {
    Path jar = jar("a", "library");
    Path root = folder.resolve("store");
    AtomicInteger asked = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Path>> places = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      places.add(
          threads.submit(
              () ->
                  new NativeStore(root)
                      .add(
                          "1",
                          MOON,
                          () -> {
                            asked.incrementAndGet();
                            return jar;
                          })));
    }
    threads.shutdown();
    Path place = new NativeStore(root).place("1", MOON);
    for (Future<Path> found : places) {
      assertEquals(place, found.get());
    }
    assertEquals(1, asked.get());
    assertEquals(List.of("libx.so"), names(place));
    assertEquals("library", Files.readString(place.resolve("libx.so")));
  }

  @Test
  void whatIsInPlaceIsNeverWrittenAgain() throws Exception {
    NativeStore store = new NativeStore(folder.resolve("store"));
    Path first = jar("a", "library");
    Path library = store.add("1", MOON, () -> first).resolve("libx.so");
    Files.setLastModifiedTime(library, FileTime.fromMillis(0));
    store.add("1", MOON, () -> jar("b", "LIBRARY"));
    assertEquals(FileTime.fromMillis(0), Files.getLastModifiedTime(library));
    assertEquals("library", Files.readString(library));
  }

  @Test
  void jarsOfTheSameContentShareAFolderAndOthersDoNot() throws Exception {
    Path jar = jar("a", "library");
    Path copy = Files.copy(jar, folder.resolve("copy.jar"));
    assertEquals(ClassPathLibrary.content(jar, MOON), ClassPathLibrary.content(copy, MOON));
    assertNotEquals(
        ClassPathLibrary.content(jar, MOON), ClassPathLibrary.content(jar("b", "LIBRARY"), MOON));
  }

  @Test
  void damagedJarsLeaveNothingAndAKilledProgramsRestGoesAway() throws Exception {
    NativeStore store = new NativeStore(folder.resolve("store"));
    Path place = store.place("1", MOON);
    Files.createDirectories(place.resolveSibling(MOON + ".tmp").resolve("half"));
    Path jar = jar("a", "library");
    byte[] bytes = Files.readAllBytes(jar);
    // A byte of the library, packed: after the header of 30 bytes and the name.
    bytes[30 + "org/tensorflow/internal/c_api/moon-riscv/libx.so".length() + 2] ^= 4;
    Files.write(jar, bytes);
    assertThrows(IOException.class, () -> store.add("1", MOON, () -> jar));
    assertFalse(store.has("1", MOON));
    assertEquals(List.of("lock"), names(place.getParent()));
    Path whole = jar("b", "library");
    String message =
        assertThrows(IOException.class, () -> store.add("1", "mars", () -> whole)).getMessage();
    assertTrue(message.contains("no library for mars"), message);
  }

  /** A program that uses the engine and tells which of TensorFlow's libraries it has mapped. */
  static final class Mapped {
    public static void main(String[] args) throws IOException {
      Graphs.create().close();
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
        lines
            .filter(line -> line.contains("libjnitensorflow"))
            .map(line -> line.replaceAll(".* ", ""))
            .distinct()
            .forEach(System.out::println);
      }
    }
  }

  @Test
  void theEngineMapsTheLibraryOfTheStore() throws Exception {
    Assumptions.assumeTrue(
        Files.isReadable(Path.of("/proc/self/maps")), "Linux tells what is mapped");
    // In a program of its own: other tests may have loaded the library in their ways.
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Mapped.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> mapped =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), mapped.toString());
    assertEquals(1, mapped.size(), mapped.toString());
    Path store = NativeStore.ofUser().place("x", "y").getParent().getParent();
    assertTrue(Path.of(mapped.get(0)).startsWith(store), mapped.get(0));
  }
}
