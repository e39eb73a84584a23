/**
 * Energy-based generative models as Tribuo's trainers and models.
 *
 * <p>{@link org.cdrl.tribuo.CDRLTrainer} trains {@link org.cdrl.tribuo.CDRLModel}s, which predict,
 * draw examples ({@link org.cdrl.tribuo.ExampleSampler}), fill in what examples lack ({@link
 * org.cdrl.tribuo.ExampleImputer}) and score them; {@link org.cdrl.tribuo.ComposedModel} puts
 * several together.
 */
package org.cdrl.tribuo;
