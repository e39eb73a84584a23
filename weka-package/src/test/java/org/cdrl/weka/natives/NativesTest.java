package org.cdrl.weka.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cdrl.natives.NativeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
  @TempDir Path folder;

  /** A file of the published form, with a few bytes for a library. */
  private Path published() throws IOException {
    Path file = folder.resolve("natives.jar");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("org/tensorflow/internal/c_api/moon-riscv/libx.so"));
      zip.write("library".getBytes(StandardCharsets.US_ASCII));
      zip.putNextEntry(new ZipEntry("org/tensorflow/internal/c_api/moon-riscv/MORE/LICENSE"));
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
    }
    return file;
  }

  private static NativeArtifact artifact(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return new NativeArtifact("moon-riscv", HexFormat.of().formatHex(digest));
  }

  @Test
  void librariesAreTakenFromTheFileThatWasPublished() throws Exception {
    Path file = published();
    NativeArtifact artifact = artifact(file);
    NativeStore store = new NativeStore(folder.resolve("store"));
    artifact.requireFile(file, "");
    assertEquals(artifact.place(store), artifact.addTo(store, () -> file));
    assertTrue(artifact.isIn(store));
    assertEquals("library", Files.readString(artifact.place(store).resolve("libx.so")));
  }

  /** The file is the user's: nobody is told to delete it. */
  @Test
  void otherFilesAreRefused() throws Exception {
    Path file = published();
    NativeArtifact artifact = artifact(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    String message = refusal(artifact, file);
    assertTrue(message.contains("SHA-256") && message.contains(artifact.sha256()), message);
    assertTrue(message.endsWith("Name the right file"), message);

    assertEquals(
        folder.resolve("none.jar") + " does not exist; name a file",
        refusal(artifact, folder.resolve("none.jar")));
    assertEquals(folder + " is a folder; name a file", refusal(artifact, folder));
  }

  private static String refusal(NativeArtifact artifact, Path from) {
    return assertThrows(UnavailableException.class, () -> Natives.setUp(artifact, from, line -> {}))
        .getMessage();
  }

  /** Former versions kept libraries where an upgrade deletes them. */
  @Test
  void unpackedLibrariesOfFormerVersionsMoveToTheStore() throws Exception {
    NativeArtifact artifact = artifact(published());
    List<Path> former = FormerPlaces.of(artifact);
    assertTrue(former.get(0).endsWith("packages/cdrl/natives/1.1.0/moon-riscv"), former.toString());
    Path old = Files.createDirectories(folder.resolve("old"));
    Files.writeString(old.resolve("libx.so"), "library");
    NativeStore store = new NativeStore(folder.resolve("store"));
    artifact.adopt(store, old);
    assertEquals("library", Files.readString(artifact.place(store).resolve("libx.so")));
    assertFalse(Files.exists(old));
    // The store has it now; what lies elsewhere stays.
    Files.createDirectories(old);
    artifact.adopt(store, old);
    assertTrue(Files.exists(old));
    artifact.adopt(store, folder.resolve("missing"));
  }

  @Test
  void everyPlatformHasItsOwn() throws Exception {
    assertEquals("linux-x86_64", NativeArtifact.of("Linux", "amd64", false).classifier());
    assertEquals("linux-x86_64-gpu", NativeArtifact.of("Linux", "amd64", true).classifier());
    assertEquals("linux-arm64", NativeArtifact.of("Linux", "aarch64", false).classifier());
    assertEquals("macosx-arm64", NativeArtifact.of("Mac OS X", "aarch64", false).classifier());
    assertEquals("windows-x86_64", NativeArtifact.of("Windows 11", "amd64", false).classifier());
    for (String[] none : new String[][] {{"Mac OS X", "x86_64"}, {"SunOS", "sparc"}}) {
      String message =
          assertThrows(UnavailableException.class, () -> NativeArtifact.of(none[0], none[1], false))
              .getMessage();
      assertTrue(message.contains(none[0]) && message.contains("Windows (x86_64)"), message);
    }
    assertEquals(System.getProperty("tensorflow.version"), NativeArtifact.VERSION);
  }

  /** With a home of its own, whose settings forbid the network. */
  @Test
  void theLocalRepositoryComesFirst() throws Exception {
    String home = System.getProperty("user.home");
    String repository = System.clearProperty("maven.repo.local");
    try {
      System.setProperty("user.home", folder.toString());
      Files.createDirectories(folder.resolve(".m2"));
      Files.writeString(
          folder.resolve(".m2/settings.xml"), "<settings><offline>true</offline></settings>");
      NativeArtifact mac = NativeArtifact.of("Mac OS X", "aarch64", false);
      String message =
          assertThrows(UnavailableException.class, () -> new MavenArtifacts(line -> {}).fetch(mac))
              .getMessage();
      assertTrue(message.contains("offline") && message.contains("-from"), message);

      Path inRepository =
          folder.resolve(
              ".m2/repository/org/tensorflow/tensorflow-core-native/1.1.0/"
                  + "tensorflow-core-native-1.1.0-macosx-arm64.jar");
      Files.createDirectories(inRepository.getParent());
      Files.copy(published(), inRepository);
      assertEquals(inRepository, new MavenArtifacts(line -> {}).fetch(mac));
    } finally {
      System.setProperty("user.home", home);
      if (repository != null) {
        System.setProperty("maven.repo.local", repository);
      }
    }
  }
}
