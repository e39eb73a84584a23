package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cdrl.config.Kernel;
import org.cdrl.internal.energy.Expression;

/**
 * The programs that a model has been asked for, built once per structure and kept until the model
 * closes or others are used more recently.
 */
public final class Programs implements AutoCloseable {
  /** More structures than this at a time are rare; each holds a copy of the weights. */
  private static final int KEPT = 8;

  private final Diffusion diffusion;
  private final Map<List<Object>, AutoCloseable> programs = new LinkedHashMap<>(16, .75f, true);
  private boolean closed;

  public Programs(Diffusion diffusion) {
    this.diffusion = diffusion;
  }

  /**
   * The program that draws from expressions of this structure.
   *
   * @param clipped whether the chains keep |x_{i-1}| within 1
   */
  public DrawProgram draw(
      Expression expression, Kernel kernel, DrawProgram.Mode mode, boolean clipped) {
    return get(
        DrawProgram.class,
        expression,
        List.of(kernel, mode, clipped),
        () -> new DrawProgram(diffusion, expression, kernel, mode, clipped, null));
  }

  /** The program that scores rows by expressions of this structure. */
  public ScoreProgram score(Expression expression) {
    return get(
        ScoreProgram.class, expression, List.of(), () -> new ScoreProgram(diffusion, expression));
  }

  /**
   * The program that denoises rows under expressions of this structure.
   *
   * @param dataVariance of the coordinates of x_0
   */
  public DenoisingProgram denoising(Expression expression, double dataVariance) {
    return get(
        DenoisingProgram.class,
        expression,
        List.of(dataVariance),
        () -> new DenoisingProgram(diffusion, expression, dataVariance));
  }

  /**
   * The program that runs long chains on expressions of this structure.
   *
   * @param recovery whether they are pulled towards noisier rows
   * @param clipped whether they keep |x_{i-1}| within 1
   */
  public ChainProgram chain(
      Expression expression, Kernel kernel, int transition, boolean recovery, boolean clipped) {
    return get(
        ChainProgram.class,
        expression,
        List.of(kernel, transition, recovery, clipped),
        () -> new ChainProgram(diffusion, expression, kernel, transition, recovery, clipped));
  }

  private synchronized <P extends AutoCloseable> P get(
      Class<P> type, Expression expression, List<Object> more, Supplier<P> builder) {
    if (closed) {
      throw new IllegalStateException("The model is closed");
    }
    List<Object> key = new ArrayList<>(more);
    key.add(type);
    key.addAll(expression.structure());
    AutoCloseable found = programs.get(key);
    if (found == null) {
      if (programs.size() >= KEPT) {
        var eldest = programs.entrySet().iterator();
        close(eldest.next().getValue());
        eldest.remove();
      }
      found = builder.get();
      programs.put(key, found);
    }
    return type.cast(found);
  }

  private static void close(AutoCloseable program) {
    try {
      program.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    programs.values().forEach(Programs::close);
    programs.clear();
  }
}
