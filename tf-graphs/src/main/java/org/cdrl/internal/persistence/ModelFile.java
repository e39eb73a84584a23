package org.cdrl.internal.persistence;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.cdrl.config.CdrlConfig;
import org.cdrl.files.WholeFile;
import org.cdrl.internal.protos.AttributeProto;
import org.cdrl.internal.protos.BestProto;
import org.cdrl.internal.protos.CheckpointProto;
import org.cdrl.internal.protos.ModelProto;
import org.cdrl.internal.protos.SettingProto;
import org.cdrl.internal.protos.SummaryProto;
import org.cdrl.internal.protos.WeightsProto;
import org.cdrl.internal.training.TrainingState;
import org.cdrl.value.Attribute;
import org.cdrl.value.LabelCoordinates;
import org.cdrl.value.Scaling;
import org.cdrl.value.TrainingSummary;

/**
 * The file format of models and checkpoints: the 8 bytes {@code CDRLjava}, a format version, the
 * length and the CRC-32 of what follows (big-endian int, long, int), then a {@code ModelProto}.
 *
 * <p>A file is written under a temporary name, forced to disk and moved into place, so that a crash
 * never costs what was there before. Reading trusts nothing: the length is compared with the file's
 * before memory is taken, and every size inside is checked by who uses it.
 */
public final class ModelFile {
  /** The version that this code writes, and the only one that it reads. */
  static final int VERSION = 8;

  private static final byte[] MAGIC = "CDRLjava".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = MAGIC.length + 4 + 8 + 4;

  private ModelFile() {}

  /**
   * What a file holds.
   *
   * @param model always
   * @param checkpoint null in a file that holds a model only
   */
  public record Content(StoredModel model, Checkpoint checkpoint) {}

  /**
   * Writes a file.
   *
   * @param checkpoint null for a model only
   */
  public static void write(Path file, StoredModel model, Checkpoint checkpoint) throws IOException {
    WholeFile.write(file, out -> write(out, model, checkpoint));
  }

  /**
   * Writes what a file holds.
   *
   * @param out stays open
   * @param checkpoint null for a model only
   */
  public static void write(OutputStream out, StoredModel model, Checkpoint checkpoint)
      throws IOException {
    byte[] body = toProto(model, checkpoint).toByteArray();
    CRC32 crc = new CRC32();
    crc.update(body);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.put(MAGIC).putInt(VERSION).putLong(body.length).putInt((int) crc.getValue());
    out.write(header.array());
    out.write(body);
  }

  /** Whether a file begins as those written here do. */
  public static boolean isOurs(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toFile())) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException saying whether it is missing, not ours, newer, cut off or damaged
   */
  public static Content read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such model file");
    }
    try (InputStream in = new FileInputStream(file.toFile())) {
      return read(file.toString(), in, Files.size(file));
    }
  }

  /**
   * Reads what a file holds.
   *
   * @param name of the source, for errors
   * @param size bytes of the source
   * @throws IOException saying whether it is not ours, newer, cut off or damaged
   */
  public static Content read(String name, InputStream source, long size) throws IOException {
    byte[] body;
    try {
      DataInputStream in = new DataInputStream(source);
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException(name + " is not a CDRL model file");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException(
            name
                + " has format version "
                + version
                + ", but this program reads version "
                + VERSION
                + (version > VERSION
                    ? "; use a newer release of CDRL"
                    : ", for earlier ones are of snapshots before the first release; train the"
                        + " model again"));
      }
      long length = in.readLong();
      int checksum = in.readInt();
      long present = size - HEADER;
      if (length != present) {
        throw new IOException(
            name
                + " is cut off or damaged: it should have "
                + length
                + " bytes after its header"
                + " but has "
                + present);
      }
      if (length > Integer.MAX_VALUE - 16) {
        throw new IOException(name + " is larger than 2 GiB, the most that a model may have");
      }
      body = in.readNBytes((int) length);
      CRC32 crc = new CRC32();
      crc.update(body);
      if ((int) crc.getValue() != checksum) {
        throw new IOException(name + " is damaged: its checksum does not fit its content");
      }
    } catch (EOFException e) {
      throw new IOException(name + " is cut off within its header", e);
    }
    try {
      return fromProto(ModelProto.parseFrom(body));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new IOException(name + " is damaged: " + e.getMessage(), e);
    }
  }

  private static ModelProto toProto(StoredModel model, Checkpoint checkpoint) {
    TrainingSummary s = model.summary();
    ModelProto.Builder proto =
        ModelProto.newBuilder()
            .addAllColumns(model.columns())
            .setScalingMean(bytes(model.scaling().mean()))
            .setScalingFactor(bytes(model.scaling().factor()))
            .addAllLabelBlocks(Arrays.stream(model.labels().block()).boxed().toList())
            .setLabelLow(bytes(model.labels().low()))
            .setLabelHigh(bytes(model.labels().high()))
            .setSummary(
                SummaryProto.newBuilder()
                    .setRows(s.rows())
                    .setIterations(s.pretrainingIterations() + s.iterations())
                    .setSeconds(s.seconds())
                    .setSecondsOutside(s.secondsOutside())
                    .setEnergyGap(s.energyGap())
                    .setInitializerLoss(s.initializerLoss())
                    .setDevice(s.device())
                    .setTensorflowVersion(s.tensorFlowVersion()))
            .setEnergy(bytes(model.energy()))
            .setInitializer(bytes(model.initializer()))
            .setSpectral(bytes(model.spectral()))
            .setAttachment(ByteString.copyFrom(model.attachment()));
    model
        .config()
        .allTexts()
        .forEach(
            (name, value) ->
                proto.addSettings(SettingProto.newBuilder().setName(name).setValue(value)));
    for (Attribute attribute : model.attributes()) {
      proto.addAttributes(
          AttributeProto.newBuilder()
              .setName(attribute.name())
              .addAllLabels(attribute.labels())
              .addAllCounts(attribute.counts()));
    }
    if (checkpoint != null) {
      TrainingState state = checkpoint.state();
      proto.setCheckpoint(
          CheckpointProto.newBuilder()
              .setIteration(state.iteration())
              .addAllEnergy(state.energy().stream().map(ModelFile::bytes).toList())
              .addAllInitializer(state.initializer().stream().map(ModelFile::bytes).toList())
              .setSpectral(bytes(state.spectral()))
              .setCompletion(bytes(state.completion()))
              .setDataFingerprint(checkpoint.dataFingerprint())
              .setLearningRateFactor(checkpoint.learningRateFactor())
              .setSeconds(checkpoint.seconds())
              .setLateRows(checkpoint.lateRows()));
      if (checkpoint.best() != null) {
        Checkpoint.Best best = checkpoint.best();
        proto
            .getCheckpointBuilder()
            .setBest(
                BestProto.newBuilder()
                    .setLoss(best.loss())
                    .setSince(best.since())
                    .setWeights(toProto(best.weights())));
      }
      if (checkpoint.halfway() != null) {
        proto.getCheckpointBuilder().setHalfway(toProto(checkpoint.halfway()));
      }
    }
    return proto.build();
  }

  private static Content fromProto(ModelProto proto) {
    Map<String, String> settings = new LinkedHashMap<>();
    proto.getSettingsList().forEach(one -> settings.put(one.getName(), one.getValue()));
    CdrlConfig config = CdrlConfig.parse(settings);
    List<Attribute> attributes = new ArrayList<>();
    for (AttributeProto attribute : proto.getAttributesList()) {
      attributes.add(
          new Attribute(attribute.getName(), attribute.getLabelsList(), attribute.getCountsList()));
    }
    Scaling scaling = new Scaling(floats(proto.getScalingMean()), floats(proto.getScalingFactor()));
    if (proto.getColumnsCount() == 0 || scaling.columns() != proto.getColumnsCount()) {
      throw new IllegalArgumentException(
          proto.getColumnsCount() + " columns but a scaling of " + scaling.columns());
    }
    LabelCoordinates labels =
        new LabelCoordinates(
            proto.getLabelBlocksList().stream().mapToInt(Integer::intValue).toArray(),
            floats(proto.getLabelLow()),
            floats(proto.getLabelHigh()));
    if (labels.coordinates() != proto.getColumnsCount()) {
      throw new IllegalArgumentException(
          proto.getColumnsCount() + " columns but labels of " + labels.coordinates());
    }
    SummaryProto s = proto.getSummary();
    long learned =
        Math.max(
            0,
            Math.min(config.optimisation().iterations(), s.getIterations() - config.pretraining()));
    StoredModel model =
        new StoredModel(
            config,
            proto.getColumnsList(),
            attributes,
            labels,
            scaling,
            new TrainingSummary(
                s.getRows(),
                s.getIterations() - learned,
                learned,
                s.getSeconds(),
                s.getSecondsOutside(),
                s.getEnergyGap(),
                s.getInitializerLoss(),
                s.getDevice(),
                s.getTensorflowVersion()),
            floats(proto.getEnergy()),
            floats(proto.getInitializer()),
            floats(proto.getSpectral()),
            proto.getAttachment().toByteArray());
    if (!proto.hasCheckpoint()) {
      return new Content(model, null);
    }
    CheckpointProto p = proto.getCheckpoint();
    TrainingState state =
        new TrainingState(
            p.getIteration(),
            p.getEnergyList().stream().map(ModelFile::floats).toList(),
            p.getInitializerList().stream().map(ModelFile::floats).toList(),
            floats(p.getSpectral()),
            floats(p.getCompletion()));
    BestProto b = p.getBest();
    return new Content(
        model,
        new Checkpoint(
            state,
            p.getDataFingerprint(),
            p.getLearningRateFactor(),
            p.getSeconds(),
            p.hasBest()
                ? new Checkpoint.Best(b.getLoss(), b.getSince(), fromProto(b.getWeights()))
                : null,
            p.getLateRows(),
            p.hasHalfway() ? fromProto(p.getHalfway()) : null));
  }

  private static WeightsProto toProto(Checkpoint.Weights weights) {
    return WeightsProto.newBuilder()
        .setIteration(weights.iteration())
        .setEnergy(bytes(weights.energy()))
        .setInitializer(bytes(weights.initializer()))
        .setSpectral(bytes(weights.spectral()))
        .build();
  }

  private static Checkpoint.Weights fromProto(WeightsProto proto) {
    return new Checkpoint.Weights(
        proto.getIteration(),
        floats(proto.getEnergy()),
        floats(proto.getInitializer()),
        floats(proto.getSpectral()));
  }

  private static ByteString bytes(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return ByteString.copyFrom(buffer);
  }

  private static float[] floats(ByteString bytes) {
    if (bytes.size() % 4 != 0) {
      throw new IllegalArgumentException(bytes.size() + " bytes are not a list of floats");
    }
    float[] values = new float[bytes.size() / 4];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
