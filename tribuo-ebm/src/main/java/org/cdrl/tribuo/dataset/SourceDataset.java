package org.cdrl.tribuo.dataset;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.FeatureMap;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.MutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.OutputInfo;
import org.tribuo.protos.core.DatasetProto;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.util.Util;

/**
 * The examples of a source as a data set that keeps none of them. It has the domains and the
 * provenance of a {@link MutableDataset} of the same source, and trainers make the same model of
 * both; ours read tables and images straight from the source here, without examples in between.
 *
 * <p>A change to an example changes nothing here. What is stored is a {@link MutableDataset}.
 */
public final class SourceDataset<T extends Output<T>> extends Dataset<T> {
  private static final long serialVersionUID = 1L;

  private final transient ExampleSource<T> source;
  private final transient ImmutableFeatureMap features;
  private final transient MutableOutputInfo<T> outputs;

  /** Looks at all features and outputs of a source once. */
  public SourceDataset(ExampleSource<T> source) {
    super(source);
    this.source = source;
    features = new ImmutableFeatureMap(source.features());
    outputs = source.getOutputFactory().generateInfo();
    for (int n = 0; n < source.size(); n++) {
      outputs.observe(source.output(n));
    }
  }

  /** Where the examples come from. */
  public ExampleSource<T> source() {
    return source;
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Example<T> getExample(int index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException(
          "There are examples 0 to " + (size() - 1) + ", but no " + index);
    }
    return source.example(index);
  }

  @Override
  public List<Example<T>> getData() {
    return new AbstractList<>() {
      @Override
      public Example<T> get(int index) {
        return source.example(index);
      }

      @Override
      public int size() {
        return source.size();
      }
    };
  }

  @Override
  public synchronized void shuffle(boolean shuffled) {
    indices = shuffled ? Util.randperm(source.size(), rng) : null;
  }

  @Override
  public synchronized Iterator<Example<T>> iterator() {
    int[] order = indices;
    return IntStream.range(0, source.size())
        .mapToObj(n -> source.example(order == null ? n : order[n]))
        .iterator();
  }

  @Override
  public Set<T> getOutputs() {
    return outputs.getDomain();
  }

  @Override
  public ImmutableOutputInfo<T> getOutputIDInfo() {
    return outputs.generateImmutableOutputInfo();
  }

  @Override
  public OutputInfo<T> getOutputInfo() {
    return outputs;
  }

  @Override
  public ImmutableFeatureMap getFeatureIDMap() {
    return features;
  }

  @Override
  public FeatureMap getFeatureMap() {
    return features;
  }

  @Override
  public DatasetProvenance getProvenance() {
    return new DatasetProvenance(sourceProvenance, new ListProvenance<>(List.of()), this);
  }

  @Override
  public DatasetProto serialize() {
    return MutableDataset.createDeepCopy(this).serialize();
  }

  private Object writeReplace() {
    return MutableDataset.createDeepCopy(this);
  }

  @Override
  public String toString() {
    return "SourceDataset(source=" + source + ", size=" + size() + ")";
  }
}
