/**
 * Models of other programs: checkpoints of the authors' PyTorch program, and safetensors files.
 *
 * <p>Nothing that is read is executed.
 */
package org.cdrl.internal.exchange;
