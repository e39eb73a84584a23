/**
 * Model files and training checkpoints: one protobuf format with a checked frame; and files that
 * are complete or not there.
 *
 * <p>May depend on the public API's values ({@code CdrlConfig}, {@code Attribute}, {@code Scaling},
 * {@code TrainingSummary}) and on {@code training.TrainingState}.
 */
package org.cdrl.internal.persistence;
