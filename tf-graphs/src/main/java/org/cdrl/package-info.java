/**
 * The engine's public API: configure ({@link org.cdrl.config.CdrlConfig}), train ({@link
 * org.cdrl.CdrlTrainer}), and use ({@link org.cdrl.CdrlModel}, {@link org.cdrl.Sampler}) CDRL and
 * DRL models of numeric rows and of pictures.
 *
 * <p>The packages below this one are its rooms; only this one, {@code langevin.Kernel}, {@code
 * langevin.StepSize}, {@code schedule}, {@code metrics}, {@code image}, {@code feature} and {@code
 * data} are meant for users.
 */
package org.cdrl;
