/**
 * The engine's way in: train ({@link org.cdrl.CdrlTrainer}) and use ({@link org.cdrl.CdrlModel},
 * {@link org.cdrl.Sampler}) CDRL and DRL models of numeric rows and of images; for tables of mixed
 * columns see {@link org.cdrl.table}.
 *
 * <p>Public are this package and those below it, but for {@code org.cdrl.internal}, which may
 * change at any time.
 */
package org.cdrl;
