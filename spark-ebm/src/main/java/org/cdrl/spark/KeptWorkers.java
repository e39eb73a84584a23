package org.cdrl.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.cdrl.Learned;
import org.cdrl.Round;
import org.cdrl.Workers;
import org.cdrl.table.TableWorkers;

/**
 * Workers whose rounds are kept in a folder, so that a run whose driver is lost can be resumed.
 *
 * <p>A run follows from its settings, its rows and what its rounds give. So this is all that is
 * kept: a run that begins again asks for the same rounds, and gets those that are in the folder
 * from there. All else, such as looks at held-out rows, the driver does again, with the same bits.
 */
final class KeptWorkers implements TableWorkers {
  private static final Logger LOG = Logger.getLogger(KeptWorkers.class.getName());

  /** What the run is, in the folder. */
  private static final String RUN = "run.properties";

  private static final String ROWS = "rows (checksums by worker)";

  private final TableWorkers workers;
  private final Supplier<String> checksum;
  private final Path folder;
  private final Configuration hadoop;
  private final Map<String, String> run;

  /**
   * Keeps what workers learn.
   *
   * @param workers who learn
   * @param checksum of their rows, once they have begun
   * @param folder of any file system that Spark knows; made where it is not there
   * @param run what tells this run from others, by name
   */
  KeptWorkers(
      TableWorkers workers,
      Supplier<String> checksum,
      String folder,
      Configuration hadoop,
      Map<String, String> run) {
    this.workers = workers;
    this.checksum = checksum;
    this.folder = new Path(folder);
    this.hadoop = hadoop;
    this.run = new LinkedHashMap<>(run);
  }

  /**
   * Begins, or goes on with the run in the folder.
   *
   * @throws IllegalArgumentException if that is another one, naming what is different
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  @Override
  public void begin(byte[] untrained, int[] heldOut) {
    try {
      Properties kept = kept();
      for (Map.Entry<String, String> fact : run.entrySet()) {
        requireSame(kept, fact.getKey(), fact.getValue());
      }
      workers.begin(untrained, heldOut);
      run.put(ROWS, checksum.get());
      requireSame(kept, ROWS, run.get(ROWS));
      if (kept.isEmpty()) {
        kept.putAll(run);
        StoredFile.write(new Path(folder, RUN), hadoop, out -> kept.store(out, null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties kept() throws IOException {
    Properties kept = new Properties();
    Path file = new Path(folder, RUN);
    FileSystem files = file.getFileSystem(hadoop);
    if (files.exists(file)) {
      try (InputStream in = files.open(file)) {
        kept.load(in);
      }
    }
    return kept;
  }

  private void requireSame(Properties kept, String name, String value) {
    String before = kept.isEmpty() ? value : kept.getProperty(name);
    if (!value.equals(before)) {
      throw new IllegalArgumentException(
          "The checkpoint in "
              + folder
              + " is of a run with other "
              + name
              + ": \""
              + before
              + "\" then, \""
              + value
              + "\" now; give the same to resume it, or another folder for a new run");
    }
  }

  @Override
  public Workers tokens() {
    return keeping("tokens", workers.tokens());
  }

  @Override
  public Workers engine() {
    return keeping("engine", workers.engine());
  }

  private Workers keeping(String networks, Workers learning) {
    AtomicInteger rounds = new AtomicInteger();
    return new Workers(
        learning.iterations(),
        round -> {
          String name =
              String.format(Locale.ROOT, "%s-%05d.round", networks, rounds.incrementAndGet());
          Path file = new Path(folder, name);
          try {
            if (file.getFileSystem(hadoop).exists(file)) {
              return read(file, round);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          Learned learned = learning.run(round);
          write(file, round, learned);
          return learned;
        });
  }

  /** Writes, or warns that it could not: the run must not be lost with it. */
  private void write(Path file, Round round, Learned learned) {
    try {
      StoredFile.write(
          file,
          hadoop,
          stream -> {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream))) {
              out.writeLong(checksum(round));
              write(out, learned.state());
              write(out, learned.measures());
            }
          });
    } catch (IOException e) {
      LOG.warning("The round was not kept in " + file + ", training continues: " + e.getMessage());
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    out.write(bytes(values));
  }

  private static Learned read(Path file, Round round, InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
    if (in.readLong() != checksum(round)) {
      throw new IllegalArgumentException(
          file
              + " is of a round that began otherwise than this run's, as another version of this"
              + " program has them; begin a new run in another folder");
    }
    return new Learned(read(in), read(in));
  }

  private Learned read(Path file, Round round) throws IOException {
    try (InputStream stream = file.getFileSystem(hadoop).open(file)) {
      return read(file, round, stream);
    }
  }

  private static float[] read(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    byte[] bytes = new byte[Float.BYTES * values.length];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Of all that a round begins with. */
  private static long checksum(Round round) {
    CRC32C sum = new CRC32C();
    sum.update(
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(round.from())
            .putLong(round.iterations())
            .putDouble(round.learningRateFactor())
            .flip());
    sum.update(bytes(round.state()));
    if (round.drawn() != null) {
      sum.update(bytes(round.drawn().state()));
    }
    return sum.getValue();
  }
}
