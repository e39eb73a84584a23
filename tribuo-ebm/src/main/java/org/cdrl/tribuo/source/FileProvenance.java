package org.cdrl.tribuo.source;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.impl.SkeletalConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.cdrl.tribuo.columns.ColumnHints;
import org.tribuo.provenance.ConfiguredDataSourceProvenance;
import org.tribuo.provenance.ModelProvenance;

/**
 * Where the data of a configured source come from: its settings, the file that it read with its
 * time and SHA-256, and what the source tells besides: the columns of a table, or the whole
 * provenance of the model in the file.
 */
public final class FileProvenance extends SkeletalConfiguredObjectProvenance
    implements ConfiguredDataSourceProvenance {
  private static final long serialVersionUID = 1L;
  private static final String GENERATOR = "generator";

  private final Map<String, PrimitiveProvenance<?>> facts;

  /** Null for a source that does not read a model. */
  private final ModelProvenance generator;

  /**
   * The provenance of a source that reads one file.
   *
   * @param columns as {@link ColumnHints#text}; null if the source does not tell
   * @param generator of the model in the file; null if it is none
   */
  <T extends Configurable> FileProvenance(
      T host, Path file, String columns, ModelProvenance generator) throws IOException {
    this(host, List.of(file), columns, generator);
  }

  /**
   * The provenance of a source.
   *
   * @param files that it reads. The hash of several is that of their hashes, one a line, as
   *     hexadecimal digits; where there are none, there is no hash and no time
   * @param columns as {@link ColumnHints#text}; null if the source does not tell
   * @param generator of the model in the file; null if it is none
   */
  <T extends Configurable> FileProvenance(
      T host, List<Path> files, String columns, ModelProvenance generator) throws IOException {
    super(host, "DataSource");
    this.generator = generator;
    List<PrimitiveProvenance<?>> all = new ArrayList<>();
    all.add(
        new DateTimeProvenance(
            DATASOURCE_CREATION_TIME, OffsetDateTime.now(ZoneId.systemDefault())));
    if (!files.isEmpty()) {
      FileTime latest = FileTime.fromMillis(0);
      for (Path file : files) {
        FileTime time = Files.getLastModifiedTime(file);
        latest = time.compareTo(latest) > 0 ? time : latest;
      }
      all.add(
          new DateTimeProvenance(
              FILE_MODIFIED_TIME,
              OffsetDateTime.ofInstant(latest.toInstant(), ZoneId.systemDefault())));
      all.add(new HashProvenance(DEFAULT_HASH_TYPE, RESOURCE_HASH, sha256(files)));
    }
    if (columns != null) {
      all.add(new StringProvenance(ColumnHints.KEY, columns));
    }
    facts = new HashMap<>();
    all.forEach(fact -> facts.put(fact.getKey(), fact));
  }

  private static String sha256(List<Path> files) throws IOException {
    if (files.size() == 1) {
      return sha256(Files.newInputStream(files.get(0)));
    }
    StringBuilder hashes = new StringBuilder();
    for (Path file : files) {
      hashes.append(sha256(Files.newInputStream(file))).append('\n');
    }
    return sha256(new ByteArrayInputStream(hashes.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  /** OLCUT's own returns the hash of what it has read where reading fails. */
  private static String sha256(InputStream content) throws IOException {
    try (content) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
      return ProvenanceUtil.bytesToHexString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From what was marshalled. */
  public FileProvenance(Map<String, Provenance> map) {
    this(extract(map), (ModelProvenance) map.get(GENERATOR));
  }

  private FileProvenance(ExtractedInfo info, ModelProvenance generator) {
    super(info);
    this.facts = info.instanceValues;
    this.generator = generator;
  }

  private static ExtractedInfo extract(Map<String, Provenance> map) {
    String name = FileProvenance.class.getSimpleName();
    // Extraction removes what it finds; what remains are the settings.
    Map<String, Provenance> settings = new HashMap<>(map);
    String className =
        ObjectProvenance.checkAndExtractProvenance(
                settings, CLASS_NAME, StringProvenance.class, name)
            .getValue();
    String host =
        ObjectProvenance.checkAndExtractProvenance(
                settings, HOST_SHORT_NAME, StringProvenance.class, name)
            .getValue();
    Map<String, PrimitiveProvenance<?>> facts = new HashMap<>();
    facts.put(
        DATASOURCE_CREATION_TIME,
        ObjectProvenance.checkAndExtractProvenance(
            settings, DATASOURCE_CREATION_TIME, DateTimeProvenance.class, name));
    ObjectProvenance.maybeExtractProvenance(
            settings, FILE_MODIFIED_TIME, DateTimeProvenance.class, name)
        .ifPresent(time -> facts.put(FILE_MODIFIED_TIME, time));
    ObjectProvenance.maybeExtractProvenance(settings, RESOURCE_HASH, HashProvenance.class, name)
        .ifPresent(hash -> facts.put(RESOURCE_HASH, hash));
    ObjectProvenance.maybeExtractProvenance(settings, ColumnHints.KEY, StringProvenance.class, name)
        .ifPresent(columns -> facts.put(ColumnHints.KEY, columns));
    settings.remove(GENERATOR);
    return new ExtractedInfo(className, host, settings, facts);
  }

  /** The provenance of the model that was read; null for a source that reads none. */
  public ModelProvenance generator() {
    return generator;
  }

  @Override
  public Map<String, PrimitiveProvenance<?>> getInstanceValues() {
    Map<String, PrimitiveProvenance<?>> values = super.getInstanceValues();
    values.putAll(facts);
    return values;
  }

  /** With the generator, which is no primitive value. */
  @Override
  public Iterator<Pair<String, Provenance>> iterator() {
    List<Pair<String, Provenance>> parts = new ArrayList<>();
    ConfiguredDataSourceProvenance.super.iterator().forEachRemaining(parts::add);
    if (generator != null) {
      parts.add(new Pair<>(GENERATOR, generator));
    }
    return parts.iterator();
  }

  /** The settings; hash, columns and generator would fill pages. */
  @Override
  public String toString() {
    String name = getClassName();
    return name.substring(name.lastIndexOf('.') + 1) + new TreeMap<>(getConfiguredParameters());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileProvenance that
        && super.equals(other)
        && facts.equals(that.facts)
        && Objects.equals(generator, that.generator);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), facts, generator);
  }
}
