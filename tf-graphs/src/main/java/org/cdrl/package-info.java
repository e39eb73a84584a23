/**
 * The engine: training ({@link org.cdrl.CdrlTrainer}) and use ({@link org.cdrl.CdrlModel}, {@link
 * org.cdrl.Sampler}) of CDRL and DRL models of numeric rows and of images. For tables of mixed
 * columns see {@link org.cdrl.table}.
 *
 * <p>A model is an immutable value: configuration, scaling, averaged weights. A sampler is an
 * immutable value, too: condition, guidance, steps, kernel and seed. A program, which is a graph
 * with its session, is built when it is first needed and belongs to the model.
 *
 * <p>This package and those below it are public API, except {@code org.cdrl.internal}, which may
 * change at any time.
 */
package org.cdrl;
