/**
 * Energy-based generative models as Tribuo's trainers and models.
 *
 * <p>{@link org.cdrl.tribuo.CDRLTrainer} trains {@link org.cdrl.tribuo.CDRLModel}s, which predict,
 * draw examples ({@link org.cdrl.tribuo.ExampleSampler}), fill in missing features ({@link
 * org.cdrl.tribuo.ExampleImputer}) and score examples; {@link org.cdrl.tribuo.ComposedModel}
 * combines several models.
 *
 * <p>A model file is Tribuo's message around a checked one, which holds the file of the table's
 * model unchanged: there is one format of weights. Tribuo's message has no checksum; the one inside
 * has.
 *
 * <p>A provenance can train a model again: settings are {@code @Config} fields, seeds follow from
 * the seed of the trainer and its invocation count, sources are configurable, and samples hold the
 * provenance of the model that drew them.
 *
 * <p>Several models make one density only if they share one space: {@code encodedLike} trains a
 * model in the columns and codes of another, and composing checks that.
 */
package org.cdrl.tribuo;
