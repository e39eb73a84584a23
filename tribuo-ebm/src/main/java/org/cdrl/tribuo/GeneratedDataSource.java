package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cdrl.tribuo.dataset.ExamplesInMemory;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;

/**
 * Examples that a model drew, or completed, in memory. Their provenance holds that of the model,
 * and of the data that were completed, so that whatever is trained on them tells where they come
 * from.
 */
public final class GeneratedDataSource<T extends Output<T>> extends ExamplesInMemory<T> {
  private final String settings;

  /**
   * A source.
   *
   * @param completed provenance of what the model completed; null if it drew from nothing
   */
  GeneratedDataSource(
      List<Example<T>> examples,
      OutputFactory<T> outputFactory,
      ModelProvenance generator,
      DatasetProvenance completed,
      Map<String, String> settings) {
    GeneratedProvenance provenance =
        new GeneratedProvenance(
            generator,
            completed,
            examples.size(),
            settings,
            OffsetDateTime.now(ZoneId.systemDefault()),
            outputFactory);
    keep(examples, outputFactory, provenance);
    this.settings = provenance.settings.toString();
  }

  @Override
  public String toString() {
    return "GeneratedDataSource(examples=" + size() + ", " + settings + ")";
  }

  /** Which model drew the examples, how many, and under which settings. */
  public static final class GeneratedProvenance implements DataSourceProvenance {
    private static final long serialVersionUID = 1L;
    private static final String GENERATOR = "generator";
    private static final String COMPLETED = "completed-data";
    private static final String NUM_SAMPLES = "num-samples";
    private static final String SETTINGS = "settings";

    private final ModelProvenance generator;
    private final DatasetProvenance completed;
    private final IntProvenance samples;
    private final MapProvenance<StringProvenance> settings;
    private final DateTimeProvenance time;
    private final Provenance outputFactory;

    GeneratedProvenance(
        ModelProvenance generator,
        DatasetProvenance completed,
        int samples,
        Map<String, String> settings,
        OffsetDateTime time,
        OutputFactory<?> outputFactory) {
      this.generator = generator;
      this.completed = completed;
      this.samples = new IntProvenance(NUM_SAMPLES, samples);
      Map<String, StringProvenance> texts = new HashMap<>();
      settings.forEach((key, value) -> texts.put(key, new StringProvenance(key, value)));
      this.settings = new MapProvenance<>(texts);
      this.time = new DateTimeProvenance(DATASOURCE_CREATION_TIME, time);
      this.outputFactory = outputFactory.getProvenance();
    }

    /** From what was marshalled. */
    @SuppressWarnings("unchecked") // a map of strings was written
    public GeneratedProvenance(Map<String, Provenance> parts) {
      String name = GeneratedProvenance.class.getSimpleName();
      // Extraction removes what it finds.
      Map<String, Provenance> map = new HashMap<>(parts);
      generator =
          ObjectProvenance.checkAndExtractProvenance(map, GENERATOR, ModelProvenance.class, name);
      completed =
          ObjectProvenance.maybeExtractProvenance(map, COMPLETED, DatasetProvenance.class, name)
              .orElse(null);
      samples =
          ObjectProvenance.checkAndExtractProvenance(map, NUM_SAMPLES, IntProvenance.class, name);
      settings =
          (MapProvenance<StringProvenance>)
              ObjectProvenance.checkAndExtractProvenance(map, SETTINGS, MapProvenance.class, name);
      time =
          ObjectProvenance.checkAndExtractProvenance(
              map, DATASOURCE_CREATION_TIME, DateTimeProvenance.class, name);
      outputFactory =
          ObjectProvenance.checkAndExtractProvenance(map, OUTPUT_FACTORY, Provenance.class, name);
    }

    /** The provenance of the model that drew the examples. */
    public ModelProvenance generator() {
      return generator;
    }

    @Override
    public String getClassName() {
      return GeneratedDataSource.class.getName();
    }

    @Override
    public Iterator<Pair<String, Provenance>> iterator() {
      List<Pair<String, Provenance>> parts = new ArrayList<>();
      parts.add(new Pair<>(CLASS_NAME, new StringProvenance(CLASS_NAME, getClassName())));
      parts.add(new Pair<>(GENERATOR, generator));
      if (completed != null) {
        parts.add(new Pair<>(COMPLETED, completed));
      }
      parts.add(new Pair<>(NUM_SAMPLES, samples));
      parts.add(new Pair<>(SETTINGS, settings));
      parts.add(new Pair<>(DATASOURCE_CREATION_TIME, time));
      parts.add(new Pair<>(OUTPUT_FACTORY, outputFactory));
      return parts.iterator();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GeneratedProvenance that
          && generator.equals(that.generator)
          && Objects.equals(completed, that.completed)
          && samples.equals(that.samples)
          && settings.equals(that.settings)
          && time.equals(that.time)
          && outputFactory.equals(that.outputFactory);
    }

    @Override
    public int hashCode() {
      return Objects.hash(generator, completed, samples, settings, time, outputFactory);
    }

    @Override
    public String toString() {
      return generateString("DataSource");
    }
  }
}
