/**
 * Models of other programs: checkpoints of the authors' PyTorch program, and safetensors files.
 *
 * <p>May depend on {@code network}, {@code graph}, {@code persistence.StoredModel} and the public
 * API's values. Nothing that is read is executed.
 */
package org.cdrl.exchange;
